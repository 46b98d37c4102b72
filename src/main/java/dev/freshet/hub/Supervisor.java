package dev.freshet.hub;

import dev.freshet.health.Health;
import dev.freshet.health.Service;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Monitors the pumps, tasks and listeners of a hub once a second. Any thread may call it;
 * concurrent calls return at once.
 */
final class Supervisor {
  /** How long the supervisor may not run: in that time, a dead pump would go unnoticed. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

  private final List<Pump> pumps;
  private final Aside aside;
  private final Listeners listeners;
  private final Dispatcher dispatcher;
  private final InstantSource clock;
  private final Service service;
  private final AtomicBoolean isBusy = new AtomicBoolean();

  /**
   * How far the wall clock was ahead when the pumps were last told. Owned by the thread that set
   * {@code isBusy}.
   */
  private long lead;

  Supervisor(
      List<Pump> pumps,
      Aside aside,
      Listeners listeners,
      Dispatcher dispatcher,
      InstantSource clock,
      Health health) {
    this.pumps = pumps;
    this.aside = aside;
    this.listeners = listeners;
    this.dispatcher = dispatcher;
    this.clock = clock;
    this.lead = Expiries.lead(clock);
    this.service = health.service("hub-supervisor", LONGEST_SILENCE);
  }

  void supervise() {
    if (!isBusy.compareAndSet(false, true)) {
      return;
    }
    try {
      service.guard(this::lookAfterAll);
    } finally {
      isBusy.set(false);
    }
  }

  private void lookAfterAll() {
    pumps.forEach(Pump::supervise);
    aside.supervise();
    listeners.supervise(dispatcher.lastDispatched());
    followClock();
  }

  private void followClock() {
    long newLead = Expiries.lead(clock);
    if (Math.abs(newLead - lead) >= Expiries.TOLERANCE) {
      lead = newLead;
      pumps.forEach(pump -> pump.submit(() -> pump.expiries().wallClockMoved(newLead)));
    }
  }
}
