package dev.freshet.signin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.freshet.store.SectionCopy;
import dev.freshet.store.Store;
import dev.freshet.store.StoreUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Browsers in which the administrator has signed in before. Each holds a pass, which grants no
 * rights, but its own allowance of tries when others use up the shared one. Passes are signed with
 * a key in the store, so that every node recognises them, even after a restart. Thread-safe.
 */
public final class KnownBrowsers {
  /** How long a pass is valid after the last sign-in from its browser. */
  public static final Duration LIFE = Duration.ofDays(180);

  /** The section of the store. */
  static final String SECTION = "known-browsers";

  private static final Logger LOG = System.getLogger(KnownBrowsers.class.getName());
  private static final String KEY = "key";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int ID_BYTES = 16;

  /** The browser's id, the time of sign-in in epoch seconds, and the signature of both. */
  private static final Pattern PASS =
      Pattern.compile(
          "(?<signed>(?<id>[0-9a-f]{32})\\.(?<since>[0-9]{1,12}))\\.(?<mac>[0-9a-f]{64})");

  private final Store store;
  private final InstantSource clock;
  private final SectionCopy known;
  private final SecureRandom random = new SecureRandom();

  /**
   * Creates a registry shared by all nodes of a store.
   *
   * @param clock the wall clock, by which passes expire
   */
  public KnownBrowsers(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.known = new SectionCopy(SECTION, store);
  }

  /**
   * Creates the key if it does not exist, and keeps it up to date. Must be called once. May block.
   */
  public void prepare() {
    known.watch();
    try {
      String unused = key();
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "Known browsers are recognised when the store is there.", e);
    }
  }

  /**
   * Returns the id of the browser that sends this pass, or null if the pass is invalid or expired.
   * Does not block; no browser is recognised until the key has been read.
   */
  public @Nullable String recognise(String pass) {
    Matcher matcher = PASS.matcher(pass);
    String key = known.text(KEY);
    if (key == null || !matcher.matches()) {
      return null;
    }
    byte[] expected = mac(key, matcher.group("signed")).getBytes(US_ASCII);
    if (!MessageDigest.isEqual(expected, matcher.group("mac").getBytes(US_ASCII))) {
      return null;
    }
    Instant since = Instant.ofEpochSecond(Long.parseLong(matcher.group("since")));
    return since.plus(LIFE).isAfter(clock.instant()) ? matcher.group("id") : null;
  }

  /**
   * Creates a pass for a browser in which the administrator has just signed in. May block.
   *
   * @param id the browser's id, or null if it was not known
   * @throws StoreUnavailableException if there is no key, and none can be created now
   */
  public String pass(@Nullable String id) {
    String signed = (id == null ? random(ID_BYTES) : id) + "." + clock.instant().getEpochSecond();
    return signed + "." + mac(key(), signed);
  }

  private String key() {
    String key = known.text(KEY);
    if (key == null) {
      known.refresh();
      key = known.text(KEY);
    }
    if (key == null) {
      // Another node may create it first.
      boolean unused = Passwords.await(store.add(SECTION, KEY, random(KEY_BYTES)));
      known.refresh();
      key = known.text(KEY);
    }
    if (key == null) {
      throw new StoreUnavailableException("The key was not kept.", /* cause= */ null);
    }
    return key;
  }

  private String random(int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }

  private static String mac(String key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(US_ASCII), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
