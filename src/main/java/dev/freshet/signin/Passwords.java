package dev.freshet.signin;

import dev.freshet.health.Fault;
import dev.freshet.store.Mark;
import dev.freshet.store.SectionCopy;
import dev.freshet.store.Store;
import dev.freshet.store.StoreUnavailableException;
import jakarta.security.enterprise.identitystore.PasswordHash;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The administrator's password: the configured one, or else the one in the store that all nodes
 * share. The first node that finds none there creates a password, which is logged once and may only
 * be used to choose another. Thread-safe; all methods may block.
 */
public final class Passwords {
  /** The only user name. */
  public static final String ADMINISTRATOR = "admin";

  public static final int FEWEST_CHARACTERS = 12;

  /** Hashing more would take longer without being safer. */
  public static final int MOST_CHARACTERS = 200;

  /** The section of the store. If it is lost, that must not count as the first start. */
  public static final String SECTION = "administrators";

  private static final Logger LOG = System.getLogger(Passwords.class.getName());
  private static final int STORE_SECONDS = 10;

  /** As recommended by OWASP's password storage cheat sheet of 2023. */
  private static final Map<String, String> PBKDF2 =
      Map.of(
          "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
          "Pbkdf2PasswordHash.Iterations", "210000",
          "Pbkdf2PasswordHash.SaltSizeBytes", "32",
          "Pbkdf2PasswordHash.KeySizeBytes", "64");

  /** Characters that are not easily confused: 32 of them, so that each is 5 random bits. */
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

  private static final int GROUPS = 4;
  private static final int GROUP_LENGTH = 5;

  /** The result of checking a name and a password. */
  public enum Verdict {
    WRONG,
    /** May only be used to choose another. */
    ONE_TIME,
    RIGHT
  }

  private final @Nullable Password configured;
  private final Store store;

  /** This node's copy of the section, written back if the store loses it. */
  private final SectionCopy known;

  private final Fault garbled;
  private final PasswordHash hashing;
  private final Supplier<String> random;

  /**
   * Creates the passwords of a node.
   *
   * @param configured the only valid password, or null
   * @param random creates passwords that cannot be guessed
   */
  Passwords(
      @Nullable String configured, Store store, PasswordHash hashing, Supplier<String> random) {
    this.configured =
        configured == null
            ? null
            : new Password(hashing.generate(configured.toCharArray()), /* isOneTime= */ false);
    this.store = store;
    this.known = new SectionCopy(SECTION, store);
    this.garbled = store.sections().fault(SECTION + "-not-understood");
    this.hashing = hashing;
    this.random = random;
  }

  /** Like the constructor, with PBKDF2 and real randomness. */
  public static Passwords of(@Nullable String configured, Store store, Pbkdf2PasswordHash hashing) {
    hashing.initialize(PBKDF2);
    return new Passwords(configured, store, hashing, Passwords::random);
  }

  private static String random() {
    SecureRandom source = new SecureRandom();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
      if (i > 0 && i % GROUP_LENGTH == 0) {
        text.append('-');
      }
      text.append(LETTERS.charAt(source.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  /** Whether the length is acceptable for a chosen password. */
  public static boolean isLongEnough(String password) {
    return password.length() >= FEWEST_CHARACTERS && password.length() <= MOST_CHARACTERS;
  }

  /**
   * Creates a password and logs it if there is none. From then on this node knows the password, and
   * restores it to a store that has lost it. Must be called once.
   */
  public void prepare() {
    if (configured == null) {
      known.watch();
    }
    try {
      Password unused = current();
    } catch (StoreUnavailableException e) {
      LOG.log(
          Level.WARNING,
          "The administrator's password is not known: when somebody signs in, the hub looks again.",
          e);
    }
  }

  /**
   * Checks a sign-in. Takes as long for a wrong name as for a wrong password.
   *
   * @throws StoreUnavailableException if it cannot be checked now
   */
  public Verdict check(String name, char[] password) {
    Password current = current();
    boolean isRight = hashing.verify(password, current.hash());
    if (!isRight || !name.equals(ADMINISTRATOR)) {
      return Verdict.WRONG;
    }
    return current.isOneTime() ? Verdict.ONE_TIME : Verdict.RIGHT;
  }

  /** Returns the password in force. */
  public Password current() {
    return configured != null ? configured : kept().orElseGet(this::first);
  }

  /** Returns the stored password. One that cannot be read must not count as never chosen. */
  private Optional<Password> kept() {
    known.refresh();
    String text = known.text(ADMINISTRATOR);
    try {
      Optional<Password> kept = Optional.ofNullable(text).map(Password::read);
      garbled.end();
      return kept;
    } catch (RuntimeException e) {
      String why = "What is kept of the administrator's password is not understood.";
      garbled.begin(
          why + " Nobody can sign in until it is put right, or FRESHET_ADMIN_PASSWORD is set.");
      throw new StoreUnavailableException(why, e);
    }
  }

  private Password first() {
    String password = random.get();
    Password first = new Password(hashing.generate(password.toCharArray()), /* isOneTime= */ true);
    if (await(store.add(SECTION, ADMINISTRATOR, first.write()))) {
      LOG.log(
          Level.WARNING,
          "Nobody has signed in to this hub yet. The administrator's name is "
              + ADMINISTRATOR
              + ", the password for the first time: "
              + password);
    }
    // Another node may have been first.
    return kept().orElseThrow(() -> new StoreUnavailableException("It was not kept.", null));
  }

  /**
   * Replaces a one-time password, which is invalid from then on. Returns false if it was already
   * replaced.
   *
   * @throws StoreUnavailableException if the new one could not be stored
   */
  public boolean replace(Password oneTime, String own) {
    if (!isLongEnough(own) || !oneTime.isOneTime() || !current().equals(oneTime)) {
      return false;
    }
    Password chosen = new Password(hashing.generate(own.toCharArray()), /* isOneTime= */ false);
    Mark unused = await(store.change(SECTION, ADMINISTRATOR, chosen.write(), known.known()));
    known.refresh();
    return true;
  }

  static <T> T await(CompletionStage<T> kept) {
    try {
      return kept.toCompletableFuture().get(STORE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("Interrupted.", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new StoreUnavailableException("It may not have been kept.", e);
    }
  }
}
