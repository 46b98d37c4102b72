package dev.freshet.hub;

import dev.freshet.event.SelectedLine;
import dev.freshet.event.Subscription;
import dev.freshet.log.LoggedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Bytes for one stream alone, and how many events they hold. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Piece(byte[] bytes, int events) {

  /** The events in as few pieces as their sizes allow. */
  static List<Piece> compose(Collection<LoggedEvent> events, Subscription subscription) {
    Node origin = Node.origin();
    Node end = origin;
    for (LoggedEvent event : events) {
      byte[] wire = SelectedLine.before(event.wire(), event.event(), subscription);
      end = end.append(wire, /* now= */ 0);
    }
    List<Piece> pieces = new ArrayList<>();
    for (Node from = origin; from != end; ) {
      Span span = Span.compose(from, end);
      pieces.add(new Piece(span.bytes(), span.events()));
      from = span.to();
    }
    return pieces;
  }
}
