package dev.freshet.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.faults.FaultProxy.Direction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
  private ServerSocket listener;
  private FaultProxy proxy;
  private Socket client;
  private Socket server;

  @BeforeEach
  void connect() throws IOException {
    listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    proxy = FaultProxy.before(listener.getLocalPort());
    client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    server = listener.accept();
    client.setSoTimeout(5000);
    server.setSoTimeout(5000);
    await().until(() -> proxy.connections() == 1);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
    proxy.close();
    listener.close();
  }

  private void say(int value) throws IOException {
    server.getOutputStream().write(value);
  }

  private void assertSilent() throws IOException {
    client.setSoTimeout(300);
    boolean isSilent = false;
    try {
      int unused = client.getInputStream().read();
    } catch (SocketTimeoutException e) {
      isSilent = true;
    }
    assertThat(isSilent).isTrue();
    client.setSoTimeout(5000);
  }

  private boolean isBroken() {
    try {
      return client.getInputStream().read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void bytes_passBothWays() throws IOException {
    say(1);
    client.getOutputStream().write(2);

    assertThat(client.getInputStream().read()).isEqualTo(1);
    assertThat(server.getInputStream().read()).isEqualTo(2);
  }

  @Test
  void stall_holdsOneWayUntilItIsMended() throws IOException {
    proxy.stall(Direction.DOWN);
    say(1);
    client.getOutputStream().write(2);

    assertThat(server.getInputStream().read()).isEqualTo(2);
    assertSilent();
    proxy.mend();
    assertThat(client.getInputStream().read()).isEqualTo(1);
  }

  @Test
  void delay_holdsUp() throws IOException {
    proxy.delay(Direction.DOWN, Duration.ofMillis(200));
    long began = System.nanoTime();
    say(1);

    assertThat(client.getInputStream().read()).isEqualTo(1);
    assertThat(System.nanoTime() - began).isGreaterThan(Duration.ofMillis(190).toNanos());
  }

  @Test
  void throttle_holdsUpByTheByte() throws IOException {
    proxy.throttle(Direction.DOWN, 1000);
    long began = System.nanoTime();
    server.getOutputStream().write(new byte[200]);

    assertThat(client.getInputStream().readNBytes(200)).hasSize(200);
    assertThat(System.nanoTime() - began).isGreaterThan(Duration.ofMillis(190).toNanos());
  }

  @Test
  void dropAfter_breaksInTheMiddle() throws IOException {
    proxy.dropAfter(Direction.DOWN, 2);
    say(1);
    assertThat(client.getInputStream().read()).isEqualTo(1);
    server.getOutputStream().write(new byte[10]);

    assertThat(client.getInputStream().read()).isZero();
    assertThat(isBroken()).isTrue();
  }

  @Test
  void cut_breaksAllAndRefusesMore() throws IOException {
    proxy.cut();

    assertThat(isBroken()).isTrue();
    client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    client.setSoTimeout(5000);
    assertThat(isBroken()).isTrue();
  }

  @Test
  void halfClose_endsOneWay() throws IOException {
    proxy.halfClose(Direction.DOWN);
    client.getOutputStream().write(2);

    assertThat(client.getInputStream().read()).isEqualTo(-1);
    assertThat(server.getInputStream().read()).isEqualTo(2);
  }
}
