package dev.freshet.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;

/**
 * Who has bodies that are being read, so that slow or large ones take neither all threads nor the
 * heap. Half of the room is kept for clients that have shown a token or have signed in, and no
 * client has more than its share. Any thread.
 */
@ApplicationScoped
public class BodyRoom {
  /** When a client that is refused may try again, in seconds. */
  private static final int RETRY_SECONDS = 1;

  @Inject private HttpSettings settings;

  @GuardedBy("this")
  private final Map<Client, Integer> waits = new HashMap<>();

  @GuardedBy("this")
  private int all;

  @GuardedBy("this")
  private int strangers;

  @GuardedBy("this")
  private long bytes;

  @GuardedBy("this")
  private long bytesOfStrangers;

  @GuardedBy("this")
  private long refused;

  /**
   * The sender of a body.
   *
   * @param name its account, or its network if it is not known
   * @param isKnown whether it has shown a token or has signed in
   */
  record Client(String name, boolean isKnown) {}

  /**
   * Notes that a thread waits for a body of this client.
   *
   * @throws jakarta.ws.rs.WebApplicationException 503 if too many are waited for
   */
  synchronized void enter(Client client) {
    BodyLimits limits = settings.bodies();
    int own = waits.getOrDefault(client, 0);
    if (all >= limits.most()
        || own >= limits.mostOfClient()
        || (!client.isKnown() && strangers >= limits.mostOfStrangers())) {
      refused++;
      throw Problem.busy("Too many requests send their bodies slowly.", RETRY_SECONDS);
    }
    waits.put(client, own + 1);
    all++;
    strangers += client.isKnown() ? 0 : 1;
  }

  /** Notes that the thread no longer waits. Once for each {@link #enter}. */
  synchronized void leave(Client client) {
    waits.computeIfPresent(client, (key, number) -> number == 1 ? null : number - 1);
    all--;
    strangers -= client.isKnown() ? 0 : 1;
  }

  /**
   * Takes room for the bytes of a body.
   *
   * @throws jakarta.ws.rs.WebApplicationException 503 if there is none
   */
  synchronized void take(Client client, long more) {
    BodyLimits limits = settings.bodies();
    if (bytes + more > limits.bytes()
        || (!client.isKnown() && bytesOfStrangers + more > limits.bytesOfStrangers())) {
      refused++;
      throw Problem.busy("Too many large requests are being read.", RETRY_SECONDS);
    }
    bytes += more;
    bytesOfStrangers += client.isKnown() ? 0 : more;
  }

  /** Gives back what was taken. */
  synchronized void giveBack(Client client, long taken) {
    bytes -= taken;
    bytesOfStrangers -= client.isKnown() ? 0 : taken;
  }

  /** How much of the room is taken now, and how often there was none. */
  public synchronized Use use() {
    return new Use(all, bytes, refused);
  }

  /**
   * How much of the room is taken.
   *
   * @param waiting bodies that are waited for
   * @param bytes bytes of large bodies that are being read or acted on
   * @param refused requests that there was no room for, since the start of the node
   */
  public record Use(int waiting, long bytes, long refused) {}
}
