package dev.freshet.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class DeliveryCheckTest {
  private static final int SIZE = 100;
  private static final int GROUP = 7;

  private final StampedEvent format = new StampedEvent(SIZE);
  private final Failures failures = new Failures();
  private final Recorder recorder = new Recorder(failures);
  private final DeliveryCheck check = new DeliveryCheck(3, GROUP, 2, recorder);
  private final ResponseDecoder decoder =
      new ResponseDecoder(new EventScanner(format, check, /* keepsIds= */ true));

  @Test
  void stream_inOrder_isCounted() {
    feed(chunked(event(0, 0) + event(1, 0) + event(0, 1)));
    assertThat(failures.all()).isEmpty();
    assertThat(recorder.deliveries()).isEqualTo(3);
    assertThat(check.received()).isEqualTo(3);
    assertThat(decoder.body().lastId()).isEqualTo("0-1");
  }

  @Test
  void stream_cutAnywhere_isCountedTheSame() {
    byte[] whole = chunked(":\n\n" + event(0, 0) + ":hi\n\nretry: 5\n\n" + event(0, 1));
    for (int cut = 1; cut < whole.length; cut++) {
      DeliveryCheck one = new DeliveryCheck(0, GROUP, 1, new Recorder(failures));
      ResponseDecoder pieces = new ResponseDecoder(new EventScanner(format, one, false));
      pieces.feed(whole, 0, cut);
      pieces.feed(whole, cut, whole.length);
      assertThat(one.received()).as("cut at %d", cut).isEqualTo(2);
    }
    assertThat(failures.all()).isEmpty();
  }

  @Test
  void stream_byteByByte_isCountedTheSame() {
    byte[] whole = chunked(event(0, 0) + event(0, 1));
    for (int i = 0; i < whole.length; i++) {
      decoder.feed(whole, i, i + 1);
    }
    assertThat(check.received()).isEqualTo(2);
    assertThat(failures.all()).isEmpty();
  }

  @Test
  void stream_thatEndsWithTheConnection_isRead() {
    feed(("HTTP/1.1 200 OK\r\n\r\n" + event(0, 0)).getBytes(US_ASCII));
    assertThat(check.received()).isEqualTo(1);
  }

  @Test
  void response_withLastChunk_isDone() {
    feed(chunked(event(0, 0)));
    assertThat(decoder.isDone()).isFalse();
    feed("0\r\n\r\n".getBytes(US_ASCII));
    assertThat(decoder.isDone()).isTrue();
  }

  @Test
  void missingEvent_isReported() {
    feed(chunked(event(0, 0) + event(0, 2)));
    assertThat(failures.all())
        .containsExactly("stream 3 lost 1 events before number 2 of publisher 0");
  }

  @Test
  void doubledEvent_isReported() {
    feed(chunked(event(0, 0) + event(0, 0)));
    assertThat(failures.all())
        .containsExactly("stream 3 got again, or too late, number 0 of publisher 0");
  }

  @Test
  void swappedEvents_areReported() {
    feed(chunked(event(0, 1) + event(0, 0)));
    assertThat(failures.all()).hasSize(2);
  }

  @Test
  void eventOfAnotherGroup_isReported() {
    feed(chunked("data: " + data(0, 0, GROUP + 1) + "\n\n"));
    assertThat(failures.all()).containsExactly("stream 3 got an event of group 8");
  }

  @Test
  void harmedData_areReported() {
    feed(chunked(event(0, 0).replace('m', 'M')));
    assertThat(failures.all()).singleElement().asString().contains("data that is no event");
  }

  @Test
  void shortenedData_areReported() {
    feed(chunked(event(0, 0).replace("xyz", "")));
    assertThat(failures.all()).singleElement().asString().contains("data that is no event");
  }

  @Test
  void order_differs_whenPublishersInterleaveDifferently() {
    DeliveryCheck other = new DeliveryCheck(4, GROUP, 2, recorder);
    ResponseDecoder second = new ResponseDecoder(new EventScanner(format, other, false));
    feed(chunked(event(0, 0) + event(1, 0)));
    byte[] swapped = chunked(event(1, 0) + event(0, 0));
    second.feed(swapped, 0, swapped.length);
    assertThat(failures.all()).isEmpty();
    assertThat(check.order()).isNotEqualTo(other.order());
  }

  @Test
  void probe_isSeenOnce_andNotCounted() {
    StampedEvent.Stamp stamp = new StampedEvent.Stamp(StampedEvent.PROBE, 0, GROUP, 0, 0);
    String probe = "data: " + new String(format.write(stamp), US_ASCII) + "\n\n";
    feed(chunked(probe + probe));
    assertThat(recorder.probes()).isEqualTo(1);
    assertThat(recorder.deliveries()).isZero();
  }

  private void feed(byte[] bytes) {
    decoder.feed(bytes, 0, bytes.length);
  }

  private String event(int publisher, int number) {
    String id = "id: " + publisher + "-" + number + "\n";
    return id + "data: " + data(publisher, number, GROUP) + "\n\n";
  }

  private String data(int publisher, int number, int group) {
    StampedEvent.Stamp stamp =
        new StampedEvent.Stamp(StampedEvent.COUNTED, publisher, group, number, 1);
    return new String(format.write(stamp), US_ASCII);
  }

  /** A response with a chunk for every fifty bytes. */
  private static byte[] chunked(String body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(US_ASCII));
    for (int at = 0; at < body.length(); at += 50) {
      String part = body.substring(at, Math.min(at + 50, body.length()));
      out.writeBytes(
          (Integer.toHexString(part.length()) + "\r\n" + part + "\r\n").getBytes(US_ASCII));
    }
    return out.toByteArray();
  }
}
