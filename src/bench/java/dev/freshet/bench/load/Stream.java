package dev.freshet.bench.load;

import java.nio.channels.SocketChannel;

/** One stream. Owned by the thread that reads it. */
final class Stream {
  final int number;
  final Pace pace;
  final SocketChannel channel;
  final byte[] request;
  final ResponseDecoder decoder;
  final DeliveryCheck check;
  boolean open;

  Stream(
      int number,
      Pace pace,
      SocketChannel channel,
      byte[] request,
      EventScanner scanner,
      DeliveryCheck check) {
    this.number = number;
    this.pace = pace;
    this.channel = channel;
    this.request = request;
    this.decoder = new ResponseDecoder(scanner);
    this.check = check;
  }
}
