package dev.freshet.bench;

import dev.freshet.bench.load.Conversation;
import dev.freshet.bench.load.Dialect;
import dev.freshet.bench.load.Load;
import dev.freshet.bench.peer.Program;
import dev.freshet.bench.peer.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Looks at a server at each step of a load. One thread at a time. */
final class Gauges implements LoadProcess.Steps {
  private static final double MIB = 1024 * 1024;
  private static final double KIB = 1024;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Server server;
  private final Load load;
  private final List<JvmFigures> jvms = new ArrayList<>();
  private final Map<String, Double> figures = new LinkedHashMap<>();
  private long cpuNanos;
  private long allocatedBytes;
  private double liveBytes;
  private double residentBytes;

  Gauges(Server server, Load load) {
    this.server = server;
    this.load = load;
    for (Program program : server.programs()) {
      if (program.gcLog() != null) {
        jvms.add(new JvmFigures(program.pid(), Objects.requireNonNull(program.gcLog())));
      }
    }
  }

  @Override
  public void reached(String step) {
    switch (step) {
      case Conversation.BASE -> measureMemory();
      case Conversation.OPENED -> opened();
      case Conversation.WARM -> beginWindow();
      case Conversation.COUNTED -> endWindow();
      default -> {}
    }
  }

  private List<Long> pids() {
    return server.programs().stream().flatMap(program -> program.pids().stream()).toList();
  }

  private void measureMemory() {
    liveBytes = jvms.stream().mapToLong(JvmFigures::liveBytes).sum();
    residentBytes = ProcessFigures.residentBytes(pids());
  }

  private void opened() {
    if (load.kind() != Load.Kind.IDLE) {
      return;
    }
    double liveBefore = liveBytes;
    double residentBefore = residentBytes;
    // What streams cost, whatever the collector does with the room it has.
    double residentNow = ProcessFigures.residentBytes(pids());
    measureMemory();
    figures.put("residentKibPerStream", (residentNow - residentBefore) / KIB / load.streams());
    if (!jvms.isEmpty()) {
      figures.put("heapKibPerStream", (liveBytes - liveBefore) / KIB / load.streams());
    }
  }

  private void beginWindow() {
    allocatedBytes = allocatedBytes();
    cpuNanos = ProcessFigures.cpuNanos(pids());
  }

  private void endWindow() {
    cpuNanos = ProcessFigures.cpuNanos(pids()) - cpuNanos;
    figures.put("cpuSeconds", cpuNanos / NANOS_PER_SECOND);
    figures.put("residentMib", ProcessFigures.residentBytes(pids()) / MIB);
    allocatedBytes = allocatedBytes() - allocatedBytes;
    if (server.dialect() == Dialect.MERCURE) {
      server.ports().forEach(port -> HubStatus.addClosed(port, figures));
    }
  }

  /** All that the JVMs have ever allocated, but for what went before their logs began. */
  private long allocatedBytes() {
    return jvms.stream().mapToLong(jvm -> jvm.freedBytes() + jvm.usedBytes()).sum();
  }

  /** What was measured, with what the load generator has counted. */
  Map<String, Double> figures(Map<String, Double> counted) {
    Map<String, Double> all = new LinkedHashMap<>(counted);
    all.putAll(figures);
    double deliveries = counted.getOrDefault("deliveries", 0.0);
    if (deliveries > 0 && figures.containsKey("cpuSeconds")) {
      all.put("cpuMicrosPerDelivery", cpuNanos / 1000.0 / deliveries);
      if (!jvms.isEmpty()) {
        all.put("garbagePerDelivery", allocatedBytes / deliveries);
      }
    }
    double connects = counted.getOrDefault("connects", 0.0);
    if (connects > 0) {
      all.put("cpuMicrosPerConnect", cpuNanos / 1000.0 / connects);
    }
    return all;
  }
}
