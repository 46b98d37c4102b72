package dev.freshet.bench.peer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which profiles are made of the servers' JVMs.
 *
 * @param flightRecording whether each makes a JFR recording
 * @param asyncProfiler the path of async-profiler's library, or empty
 */
public record Profiling(boolean flightRecording, String asyncProfiler) {

  List<String> jvmOptions(Path folder, String label) {
    List<String> options = new ArrayList<>();
    if (flightRecording) {
      Path file = folder.resolve(label + ".jfr");
      options.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file);
    }
    if (!asyncProfiler.isEmpty()) {
      Path file = folder.resolve(label + ".html");
      options.add("-agentpath:" + asyncProfiler + "=start,event=cpu,file=" + file);
    }
    return options;
  }
}
