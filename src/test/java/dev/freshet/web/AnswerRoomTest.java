package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerRoomTest {
  private final AnswerRoom room = new AnswerRoom(2);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<SocketChannel> channels = new ArrayList<>();
  private ServerSocketChannel server;

  @BeforeEach
  void listen() throws IOException {
    server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void close() throws IOException {
    threads.shutdownNow();
    server.close();
    for (SocketChannel channel : channels) {
      channel.close();
    }
  }

  /** What one thread has seen of its answer. */
  private record Outcome(boolean wasCut, boolean isInterruptedAfterwards) {}

  /** Writes to a client that does not read. */
  private CompletableFuture<Outcome> writeToSilentClient() throws IOException {
    channels.add(SocketChannel.open(server.getLocalAddress()));
    SocketChannel accepted = server.accept();
    channels.add(accepted);
    return CompletableFuture.supplyAsync(() -> write(accepted), threads);
  }

  private Outcome write(SocketChannel channel) {
    AnswerRoom.Answer answer = room.enter();
    answer.begin();
    try {
      while (true) {
        channel.write(ByteBuffer.allocate(1024 * 1024));
      }
    } catch (ClosedByInterruptException e) {
      boolean wasCut = answer.end();
      room.leave(answer);
      return new Outcome(wasCut, Thread.currentThread().isInterrupted());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void makeRoom_moreWaitThanMay_cutsThoseThatHaveWaitedLongest() throws Exception {
    CompletableFuture<Outcome> first = writeToSilentClient();
    await().until(() -> room.use().writing() == 1);
    List<CompletableFuture<Outcome>> others = List.of(writeToSilentClient(), writeToSilentClient());

    await().atMost(Duration.ofSeconds(20)).until(() -> makeRoom(first));

    assertThat(first.join()).isEqualTo(new Outcome(true, false));
    room.makeRoom();
    assertThat(others).noneMatch(CompletableFuture::isDone);
    assertThat(room.use()).isEqualTo(new AnswerRoom.Use(2, 1));
  }

  private boolean makeRoom(CompletableFuture<Outcome> cut) {
    room.makeRoom();
    return cut.isDone();
  }

  @Test
  void makeRoom_noMoreWaitThanMay_cutsNone() throws Exception {
    List<CompletableFuture<Outcome>> all = List.of(writeToSilentClient(), writeToSilentClient());
    await().until(() -> room.use().writing() == 2);

    await()
        .pollDelay(Duration.ofMillis(1200))
        .untilAsserted(
            () -> {
              room.makeRoom();
              assertThat(all).noneMatch(CompletableFuture::isDone);
            });
    assertThat(room.use().cut()).isZero();
  }

  @Test
  void threadsThatWriteNothing_areNotCounted() {
    AnswerRoom.Answer answer = room.enter();
    assertThat(room.use()).isEqualTo(new AnswerRoom.Use(0, 0));

    answer.begin();
    assertThat(room.use()).isEqualTo(new AnswerRoom.Use(1, 0));

    assertThat(answer.end()).isFalse();
    assertThat(room.use()).isEqualTo(new AnswerRoom.Use(0, 0));
    room.leave(answer);
  }
}
