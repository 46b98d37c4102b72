package dev.freshet.signin;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A path to redirect to after signing in or out: always one of our own pages. */
public final class LocalPath {
  /** The page that everybody may see. */
  public static final String HOME = "/";

  /** A path that cannot be read as a host: browsers read {@code \} as {@code /}. */
  private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]{0,500}");

  private LocalPath() {}

  /** Returns the path if it is one of ours, or else the home page. */
  public static String of(@Nullable String path) {
    return path != null && LOCAL.matcher(path).matches() ? path : HOME;
  }
}
