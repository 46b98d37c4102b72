package dev.freshet.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URLEncoder;

/** How a kind of server wants to be asked for a stream, and told of an event. */
public enum Dialect {
  MERCURE {
    @Override
    String streamPath(Load load, int group) {
      String topic = "/bench/" + group + (load.wildcards() ? "/{name}" : "");
      return "/.well-known/mercure?topic=" + URLEncoder.encode(topic, US_ASCII);
    }

    @Override
    String publishPath(int group) {
      return "/.well-known/mercure";
    }

    @Override
    String contentType() {
      return "application/x-www-form-urlencoded";
    }

    @Override
    String beforeData(Load load, int group, long event) {
      String topic = "%2Fbench%2F" + group;
      String name = load.wildcards() ? "%2Fn" + event / load.groups() % NAMES : "";
      return "topic=" + topic + name + "&data=";
    }
  },

  /** An nginx with nchan, as the benchmark configures it. */
  NCHAN {
    @Override
    String streamPath(Load load, int group) {
      return "/sub/" + group;
    }

    @Override
    String publishPath(int group) {
      return "/pub/" + group;
    }
  },

  /** The benchmark's own servers. */
  PLAIN {
    @Override
    String streamPath(Load load, int group) {
      return "/sub?channel=" + group;
    }

    @Override
    String publishPath(int group) {
      return "/pub?channel=" + group;
    }
  };

  /** Topics in turn that match one wildcard. */
  private static final int NAMES = 100;

  abstract String streamPath(Load load, int group);

  abstract String publishPath(int group);

  String contentType() {
    return "text/plain";
  }

  /** What stands in the request's body before the data, which needs no encoding. */
  String beforeData(Load load, int group, long event) {
    return "";
  }

  byte[] streamRequest(Load load, int group, String lastEventId) {
    String last = lastEventId.isEmpty() ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
    String text =
        "GET "
            + streamPath(load, group)
            + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
            + last
            + "\r\n";
    return text.getBytes(US_ASCII);
  }

  /** All of a publisher's request but the data. */
  byte[] publishRequest(Load load, int group, long event, String token) {
    String before = beforeData(load, group, event);
    String bearer = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
    String text =
        "POST "
            + publishPath(group)
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
            + contentType()
            + "\r\n"
            + bearer
            + "Content-Length: "
            + (before.length() + load.payload())
            + "\r\n\r\n"
            + before;
    return text.getBytes(US_ASCII);
  }
}
