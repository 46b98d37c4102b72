package dev.freshet.bench.peer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a server is started.
 *
 * @param port the first of a few that are free
 * @param folder where its output goes
 * @param label names its files there
 * @param settings for Freshet's environment
 * @param jvmOptions for peers that are Java programs on Payara Micro
 * @param profiling what else their JVMs are started with
 */
public record Setup(
    int port,
    Path folder,
    String label,
    Map<String, String> settings,
    List<String> jvmOptions,
    Profiling profiling) {

  public Setup {
    settings = Map.copyOf(settings);
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** The same for another process of the same server. */
  Setup other(int number) {
    return new Setup(port + number, folder, label + "-" + number, settings, jvmOptions, profiling);
  }

  Setup with(Map<String, String> more) {
    Map<String, String> all = new java.util.HashMap<>(settings);
    all.putAll(more);
    return new Setup(port, folder, label, all, jvmOptions, profiling);
  }

  Path file(String ending) {
    return folder.resolve(label + ending);
  }

  /** All options of a JVM that is measured; its garbage collections are logged. */
  List<String> allJvmOptions() {
    List<String> all = new ArrayList<>(jvmOptions);
    all.add("-Xlog:gc:file=" + file(".gc.log") + "::filecount=0");
    all.addAll(profiling.jvmOptions(folder, label));
    return all;
  }
}
