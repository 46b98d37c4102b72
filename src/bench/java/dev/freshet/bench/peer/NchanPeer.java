package dev.freshet.bench.peer;

import dev.freshet.bench.load.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** nchan, a module of nginx: this machine's nginx with a configuration of its own. */
public final class NchanPeer implements Peer {
  private static final List<Path> MODULES =
      List.of(
          Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so"),
          Path.of("/usr/share/nginx/modules/ngx_nchan_module.so"));

  private final String name;
  private final String workers;

  private NchanPeer(String name, String workers) {
    this.name = name;
    this.workers = workers;
  }

  /** One worker process: no event goes from one to another. */
  public static NchanPeer oneWorker() {
    return new NchanPeer("nchan", "1");
  }

  /** A worker process for each core. */
  public static NchanPeer manyWorkers() {
    return new NchanPeer("nchan-auto", "auto");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> absence() {
    if (Program.find("nginx").isEmpty()) {
      return Optional.of("there is no nginx (Debian: nginx)");
    }
    return module().isPresent()
        ? Optional.empty()
        : Optional.of("nginx has no nchan (Debian: libnginx-mod-nchan)");
  }

  private static Optional<Path> module() {
    return MODULES.stream().filter(Files::exists).findFirst();
  }

  @Override
  public Server start(Setup setup) {
    Path configuration = setup.file(".conf").toAbsolutePath();
    Path scratch = setup.file(".tmp").toAbsolutePath();
    try {
      Files.createDirectories(scratch);
      Files.writeString(configuration, configuration(setup.port(), scratch));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command =
        List.of(
            Program.find("nginx").orElseThrow().toString(),
            "-p",
            scratch.toString(),
            "-c",
            configuration.toString(),
            "-e",
            "stderr");
    Program program = Program.start(command, Map.of(), setup).awaitPort(setup.port());
    return Server.of(Dialect.NCHAN, setup.port(), "", program);
  }

  /** As few steps as nginx can take for a request, and buffers that never lose an event. */
  private String configuration(int port, Path scratch) {
    return """
        load_module %s;
        daemon off;
        user root;
        pid %s/nginx.pid;
        worker_processes %s;
        error_log stderr crit;
        events {
          worker_connections 19000;
          multi_accept on;
        }
        http {
          access_log off;
          server_tokens off;
          tcp_nodelay on;
          keepalive_requests 100000000;
          keepalive_timeout 1h;
          client_body_temp_path %s/body;
          client_body_buffer_size 64k;
          client_body_in_single_buffer on;
          client_max_body_size 4m;
          nchan_shared_memory_size 2g;
          server {
            listen 127.0.0.1:%d backlog=4096;
            location ~ ^/sub/(\\d+)$ {
              nchan_subscriber eventsource;
              nchan_channel_id $1;
              nchan_subscriber_first_message newest;
            }
            location ~ ^/pub/(\\d+)$ {
              nchan_publisher;
              nchan_channel_id $1;
              nchan_message_buffer_length 20000;
              nchan_message_timeout 10m;
            }
          }
        }
        """
        .formatted(module().orElseThrow(), scratch, workers, scratch, port);
  }
}
