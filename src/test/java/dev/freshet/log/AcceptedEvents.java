package dev.freshet.log;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The reference model of a log: everything that was ever accepted, in the order of its acceptance,
 * whatever became of it. Makes random events and random questions.
 */
public final class AcceptedEvents {
  private static final List<String> TOPICS = List.of("a", "b", "c", "/d/1", "/d/2", "short/e");

  private final RandomGenerator random;
  private final List<LoggedEvent> accepted = new ArrayList<>();
  private int ids;

  public AcceptedEvents(RandomGenerator random) {
    this.random = random;
  }

  /** An event on one or two topics, now and then private, now and then with an id of its own. */
  public Event next() {
    Event.Builder event = Event.on(topic()).data(Integer.toString(accepted.size()));
    if (random.nextInt(4) == 0) {
      event.topic(topic());
    }
    if (random.nextInt(4) == 0) {
      event.id("own-" + ids++);
    }
    return event.isPrivate(random.nextInt(6) == 0).build();
  }

  private String topic() {
    // The last ones come rarely.
    return TOPICS.get(Math.min(random.nextInt(TOPICS.size()), random.nextInt(TOPICS.size())));
  }

  public void accept(EventId place, Event event) {
    accepted.add(new LoggedEvent(place, event));
  }

  public int size() {
    return accepted.size();
  }

  /** The number of the event with this place, or -1. */
  public int indexOf(EventId place) {
    for (int i = accepted.size() - 1; i >= 0; i--) {
      if (accepted.get(i).position().equals(place)) {
        return i;
      }
    }
    return -1;
  }

  /** One of the events that a client may have seen, most often a new one. */
  public int anyIndex() {
    int back = random.nextBoolean() ? random.nextInt(3) : random.nextInt(accepted.size());
    return Math.max(0, accepted.size() - 1 - back);
  }

  /** The place of an event. */
  public EventId placeOf(int index) {
    return accepted.get(index).position();
  }

  /** The id that was shown with an event, or the place of one that is not for this subscription. */
  public String shownId(int index, Subscription subscription) {
    LoggedEvent logged = accepted.get(index);
    return subscription.maySee(logged.event()) ? logged.shownId() : logged.position().toString();
  }

  /** Exact topics, patterns, everything, or some of each. */
  public Subscription subscription() {
    Set<Selector> selectors =
        switch (random.nextInt(6)) {
          case 0 -> selectors("*");
          case 1 -> selectors("/d/{x}");
          case 2 -> selectors("a", "/d/{x}");
          case 3 -> selectors("b", "/d/2", "unknown");
          case 4 -> selectors(topic());
          default -> selectors(topic(), topic());
        };
    return new Subscription(selectors, random.nextBoolean() ? selectors("*") : Set.of());
  }

  private static Set<Selector> selectors(String... texts) {
    return Set.copyOf(Stream.of(texts).map(Selector::of).toList());
  }

  /** What a client with this subscription has missed that has seen the event. */
  public List<String> missed(Subscription subscription, int index) {
    return accepted.subList(index + 1, accepted.size()).stream()
        .map(LoggedEvent::event)
        .filter(subscription::matches)
        .map(Event::data)
        .toList();
  }
}
