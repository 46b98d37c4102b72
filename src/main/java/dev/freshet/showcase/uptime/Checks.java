package dev.freshet.showcase.uptime;

import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** Checks targets over the network. Thread-safe. */
final class Checks implements Checker {
  private final HttpCheck http;
  private final SocketCheck sockets;
  private final InstantSource clock;

  /**
   * Creates a checker.
   *
   * @param threads runs attempts that block, one thread each; must queue rather than reject
   * @param timers ends attempts that take too long
   * @param clock the clock by which certificates expire
   */
  Checks(Executor threads, ScheduledExecutorService timers, InstantSource clock) {
    this.http = new HttpCheck(threads, timers);
    this.sockets = new SocketCheck(threads, timers);
    this.clock = clock;
  }

  @Override
  public CompletionStage<Outcome> check(Target target) {
    if (target.goal() instanceof Goal.Http goal) {
      return http.start(goal, target);
    }
    if (target.goal() instanceof Goal.Tls goal) {
      return sockets.start(goal.address(), target.timeout(), new CertificateLook(goal, clock));
    }
    HostPort address = ((Goal.Tcp) target.goal()).address();
    return sockets.start(address, target.timeout(), SocketCheck::connected);
  }
}
