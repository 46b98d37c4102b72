package dev.freshet.web;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the bodies that are being read, so that slow or large ones exhaust neither the threads nor
 * the heap. Half of the room is reserved for clients that have shown a token or signed in, and no
 * client may use more than its share. Thread-safe.
 */
@ApplicationScoped
public class BodyRoom {
  /** When a refused client may try again, in seconds. */
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
   * @param name its account, or its network if it is unidentified
   * @param isKnown whether it has shown a token or signed in
   */
  record Client(String name, boolean isKnown) {}

  /**
   * Notes that a thread waits for a body from this client.
   *
   * @throws jakarta.ws.rs.WebApplicationException 503 if too many bodies are being waited for
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

  /** Notes that the thread no longer waits. Called once for each {@link #enter}. */
  synchronized void leave(Client client) {
    waits.computeIfPresent(client, (key, number) -> number == 1 ? null : number - 1);
    all--;
    strangers -= client.isKnown() ? 0 : 1;
  }

  /**
   * Reserves room for bytes of a body.
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

  /** Returns reserved room. */
  synchronized void giveBack(Client client, long taken) {
    bytes -= taken;
    bytesOfStrangers -= client.isKnown() ? 0 : taken;
  }

  /** Returns how much of the room is in use now, and how often it was exhausted. */
  public synchronized Use use() {
    return new Use(all, bytes, refused);
  }

  /**
   * How much of the room is in use.
   *
   * @param waiting bodies being waited for
   * @param bytes bytes of large bodies being read or processed
   * @param refused requests refused for lack of room since the node started
   */
  public record Use(int waiting, long bytes, long refused) {}
}
