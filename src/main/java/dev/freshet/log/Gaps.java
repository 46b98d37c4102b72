package dev.freshet.log;

import dev.freshet.event.EventId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Records the gaps reported to clients or streams: their number, and the latest. Any thread. */
public final class Gaps {
  private static final Logger LOG = System.getLogger(Gaps.class.getName());
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

  private final InstantSource clock;

  // Guarded by this.
  private long count;
  private @Nullable Gap latest;
  private @Nullable Instant told;

  /**
   * One gap.
   *
   * @param when when it was reported
   * @param after the position after which events may be missing
   * @param why what broke the chain
   */
  public record Gap(Instant when, EventId after, String why) {}

  /** Creates an empty record. */
  public Gaps(InstantSource clock) {
    this.clock = clock;
  }

  /** Records and logs a gap: at most once a minute at level INFO, otherwise at DEBUG. */
  public void note(EventId after, String why) {
    Instant now = clock.instant();
    boolean isNews;
    long number;
    synchronized (this) {
      number = ++count;
      latest = new Gap(now, after, why);
      isNews = told == null || Duration.between(told, now).abs().compareTo(BETWEEN_LINES) > 0;
      told = isNews ? now : told;
    }
    LOG.log(
        isNews ? Level.INFO : Level.DEBUG,
        "A replay after {0} is told to be incomplete ({1} so far): {2}",
        after,
        number,
        why);
  }

  /** The number of gaps since the node started. */
  public synchronized long count() {
    return count;
  }

  /** The latest gap, or null if there was none. */
  public synchronized @Nullable Gap latest() {
    return latest;
  }
}
