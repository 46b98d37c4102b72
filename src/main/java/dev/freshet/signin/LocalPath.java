package dev.freshet.signin;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where somebody may be sent who has signed in or out: only to our own pages. */
public final class LocalPath {
  /** The page that is there for everybody. */
  public static final String HOME = "/";

  /** Below the root, and no host after it: browsers read {@code \} as {@code /}. */
  private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]{0,500}");

  private LocalPath() {}

  /** The path if it is one of ours, or else the first page. */
  public static String of(@Nullable String path) {
    return path != null && LOCAL.matcher(path).matches() ? path : HOME;
  }
}
