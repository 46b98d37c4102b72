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
 * The administrator's password: the one that is set, or else the one in the store that all nodes
 * share. The first node that finds none there makes one, which is printed once and is good only for
 * choosing another. Any thread; everything may block.
 */
public final class Passwords {
  /** The one name there is. */
  public static final String ADMINISTRATOR = "admin";

  public static final int FEWEST_CHARACTERS = 12;

  /** To hash more would take longer and make nothing safer. */
  public static final int MOST_CHARACTERS = 200;

  /** The section of the store; what is lost of it must not be taken for the first start. */
  public static final String SECTION = "administrators";

  private static final Logger LOG = System.getLogger(Passwords.class.getName());
  private static final int STORE_SECONDS = 10;

  /** As OWASP's cheat sheet on the storage of passwords asks for, of 2023. */
  private static final Map<String, String> PBKDF2 =
      Map.of(
          "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
          "Pbkdf2PasswordHash.Iterations", "210000",
          "Pbkdf2PasswordHash.SaltSizeBytes", "32",
          "Pbkdf2PasswordHash.KeySizeBytes", "64");

  /** What one reads and types without a mistake: 32 characters, so that each is 5 random bits. */
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

  private static final int GROUPS = 4;
  private static final int GROUP_LENGTH = 5;

  /** What a name and a password are worth. */
  public enum Verdict {
    WRONG,
    /** Good for nothing but to choose another. */
    ONE_TIME,
    RIGHT
  }

  private final @Nullable Password configured;
  private final Store store;

  /** What this node knows of the section, to be written back if the store loses it. */
  private final SectionCopy known;

  private final Fault garbled;
  private final PasswordHash hashing;
  private final Supplier<String> random;

  /**
   * The passwords of a node.
   *
   * @param configured that and no other counts, or null
   * @param random gives passwords that nobody can guess
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

  /** As the constructor, with PBKDF2 and real randomness. */
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

  /** Whether somebody may choose it. */
  public static boolean isLongEnough(String password) {
    return password.length() >= FEWEST_CHARACTERS && password.length() <= MOST_CHARACTERS;
  }

  /**
   * Makes a password, and prints it, if there is none. From then on this node knows the password,
   * and gives it back to a store that has lost it. To be called once.
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
   * Whether somebody may sign in. Takes as long for a wrong name as for a wrong password.
   *
   * @throws StoreUnavailableException if that cannot be told now
   */
  public Verdict check(String name, char[] password) {
    Password current = current();
    boolean isRight = hashing.verify(password, current.hash());
    if (!isRight || !name.equals(ADMINISTRATOR)) {
      return Verdict.WRONG;
    }
    return current.isOneTime() ? Verdict.ONE_TIME : Verdict.RIGHT;
  }

  /** The password in force. */
  public Password current() {
    return configured != null ? configured : kept().orElseGet(this::first);
  }

  /** A password that cannot be read is not one that was never chosen. */
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
    // Another node may have been the first.
    return kept().orElseThrow(() -> new StoreUnavailableException("It was not kept.", null));
  }

  /**
   * Puts a password in the place of one that is one-time, which is void from then on. False if it
   * was replaced before.
   *
   * @throws StoreUnavailableException if the other could not be kept
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
