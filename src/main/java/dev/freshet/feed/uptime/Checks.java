package dev.freshet.feed.uptime;

import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** Tries targets over the network. Any thread. */
final class Checks implements Checker {
  private final HttpCheck http;
  private final SocketCheck sockets;
  private final InstantSource clock;

  /**
   * Prepares to try.
   *
   * @param threads runs attempts that block, one thread each; it must queue rather than refuse
   * @param timers end attempts that take too long
   * @param clock by which certificates expire
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
