package dev.freshet.app;

import dev.freshet.hub.Hub;
import dev.freshet.schedule.FeedTimer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.TreeMap;

/** Starts the hub, then the sources; stops them the other way round. */
@Singleton
@Startup
@DependsOn("FeedTimer")
public class Lifecycle {
  private static final Logger LOG = System.getLogger(Lifecycle.class.getName());

  @Inject private Settings settings;
  @Inject private Hub hub;
  @Inject private RedisNode redis;
  @EJB private FeedTimer feeds;

  @PostConstruct
  void start() {
    print(settings.shown());
    if (settings.tokens().keyIsRandom()) {
      LOG.log(
          Level.WARNING,
          "No key is set: only the hub itself can publish. Set FRESHET_PUBLISHER_KEY to a secret"
              + " of at least 32 bytes, and sign publishers'' tokens with it.");
    }
    hub.start();
    redis.start(hub);
    feeds.start();
  }

  private static void print(Map<String, String> shown) {
    StringBuilder lines = new StringBuilder("Freshet's settings:");
    new TreeMap<>(shown)
        .forEach((name, value) -> lines.append("\n  ").append(name).append(" = ").append(value));
    LOG.log(Level.INFO, lines.toString());
  }

  @PreDestroy
  void stop() {
    feeds.stop();
    redis.stop();
    hub.close();
  }
}
