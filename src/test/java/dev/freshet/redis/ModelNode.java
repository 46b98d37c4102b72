package dev.freshet.redis;

import dev.freshet.event.EventId;
import dev.freshet.health.Health;
import dev.freshet.log.AcceptedEvents;
import dev.freshet.log.Follower;
import dev.freshet.log.Gaps;
import dev.freshet.log.LoggedEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A node whose follower is driven by hand, over a connection that it shares. What it tells its
 * streams must have no hole that it does not tell as a gap.
 */
final class ModelNode implements Follower {
  final Witness witness = new Witness();

  private final RedisLogSettings settings;
  private final Wire wire;
  private final AcceptedEvents model;
  private final LogFollower follower;
  private @Nullable Resumption resumption;

  /** The event up to which the streams have had all, or -1 after a gap. */
  private int told;

  private boolean owesGap;
  private EventId dispatched = EventId.NONE;

  ModelNode(RedisLogSettings settings, Wire wire, AcceptedEvents model) {
    this.settings = settings;
    this.wire = wire;
    this.model = model;
    this.told = model.size() - 1;
    this.follower =
        new LogFollower(
            settings,
            RandomGenerator.getDefault(),
            this,
            witness,
            Health.ofSystem().service("follower", Duration.ZERO),
            new Gaps(InstantSource.system()),
            () -> {});
  }

  void connect(ServerState server) {
    Resumption starting = new Resumption(settings, witness, server);
    resumption = starting;
    follower.resume(wire, starting, starting.begin(wire));
  }

  void read() {
    Resumption connected = resumption;
    if (connected != null) {
      follower.step(wire, connected, Duration.ZERO);
    }
  }

  /** Whether the streams have passed over an event and were not told yet. */
  boolean owesGap() {
    return owesGap;
  }

  /** The place up to which everything was dispatched. */
  EventId dispatched() {
    return dispatched;
  }

  @Override
  public void logged(LoggedEvent event) {
    int index = model.indexOf(event.position());
    owesGap |= told >= 0 && index != told + 1;
    told = index;
    dispatched = event.position().isAfter(dispatched) ? event.position() : dispatched;
  }

  @Override
  public void resumed(EventId position, boolean complete) {
    if (!complete) {
      told = -1;
      owesGap = false;
    }
    dispatched = position.isAfter(dispatched) ? position : dispatched;
  }
}
