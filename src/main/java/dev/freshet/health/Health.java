package dev.freshet.health;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;

/**
 * The services and faults of one node, by name. A node is healthy while all its services work and
 * it has no current fault. Any thread.
 */
public final class Health {
  private final LongSupplier nanos;
  private final Map<String, Service> services = new ConcurrentSkipListMap<>();
  private final Map<String, Fault> faults = new ConcurrentSkipListMap<>();

  /**
   * Creates a registry without entries.
   *
   * @param nanos a monotonic clock in nanoseconds, such as {@link System#nanoTime}
   */
  public Health(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Creates a registry that uses the JVM's monotonic clock. */
  public static Health ofSystem() {
    return new Health(System::nanoTime);
  }

  /**
   * Returns the service of this name, and registers it on first use.
   *
   * @param maxSilence how long the service may go without a {@link Service#beat()} before it counts
   *     as silent; zero if it does not beat
   */
  public Service service(String name, Duration maxSilence) {
    return services.computeIfAbsent(name, key -> new Service(key, maxSilence, nanos));
  }

  /** Returns the fault of this name, and registers it on first use. */
  public Fault fault(String name) {
    return faults.computeIfAbsent(name, key -> new Fault(key, nanos));
  }

  /** All services, ordered by name. */
  public Collection<Service> services() {
    return List.copyOf(services.values());
  }

  /** All faults that ever began, ordered by name. */
  public Collection<Fault> faults() {
    return faults.values().stream().filter(fault -> fault.count() > 0).toList();
  }

  /** Whether every service works and there is no current fault. */
  public boolean isHealthy() {
    return services.values().stream().allMatch(Service::isHealthy)
        && faults.values().stream().noneMatch(Fault::lasts);
  }
}
