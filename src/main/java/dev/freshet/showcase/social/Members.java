package dev.freshet.showcase.social;

import dev.freshet.event.Event;
import dev.freshet.event.ReservedTopics;
import dev.freshet.health.Causes;
import dev.freshet.hub.Hub;
import dev.freshet.hub.IdempotencyException;
import dev.freshet.store.SharedSection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The people: signing up, and following people and tags. Thread-safe. */
public final class Members {
  /** The topic where names are claimed: the log accepts only one claim of each. */
  private static final String CLAIMS = ReservedTopics.PATH + "/people/names";

  private final Hub hub;
  private final InstantSource clock;
  private final int most;
  private final People people;
  private final Follows follows;
  private final SharedSection peopleSection;
  private final SharedSection followsSection;
  private final Ids ids = new Ids();

  Members(
      Hub hub,
      InstantSource clock,
      int most,
      People people,
      Follows follows,
      SharedSection peopleSection,
      SharedSection followsSection) {
    this.hub = hub;
    this.clock = clock;
    this.most = most;
    this.people = people;
    this.follows = follows;
    this.peopleSection = peopleSection;
    this.followsSection = followsSection;
  }

  /** A new person, and the secret that identifies their browser. */
  public record SignedUp(Person person, String token) {}

  /**
   * Signs somebody up. The stage completes when all nodes know, or fails with a {@link
   * RefusedException} if the name is not available. If several want one name at the same moment, on
   * whatever nodes, one gets it. If the store becomes unavailable afterwards, the name is free
   * again in a few minutes.
   */
  public CompletionStage<SignedUp> signUp(String wish) {
    String name = Names.clean(wish);
    if (ReservedNames.has(name)) {
      throw new RefusedException(
          RefusedException.Reason.CONFLICT,
          "The name " + name + " is reserved. Choose another name.");
    }
    if (people.byName(name) != null) {
      throw taken(name);
    }
    if (people.size() >= most) {
      throw new RefusedException(
          RefusedException.Reason.FULL, "All " + most + " places for people are taken.");
    }
    String token = ids.token();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Person person = new Person(ids.next(now), name, Ids.hash(token), now);
    return claim(person)
        .thenCompose(claimed -> peopleSection.put(person.id(), SocialJson.write(person)))
        .thenApply(
            kept -> {
              // The next request may arrive before this node has heard of the person.
              people.changed(person.id(), SocialJson.write(person));
              return new SignedUp(person, token);
            });
  }

  private CompletionStage<String> claim(Person person) {
    Event claim = Event.on(CLAIMS).data(person.id()).isPrivate(true).build();
    return hub.publish(claim, "social\nname\n" + Ids.hash(Fold.of(person.name())))
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedStage(
                    Causes.of(failure) instanceof IdempotencyException
                        ? taken(person.name())
                        : failure));
  }

  private static RefusedException taken(String name) {
    return new RefusedException(
        RefusedException.Reason.CONFLICT,
        "Somebody is called " + name + " already, or nearly so. Choose another name.");
  }

  /** Returns the person with this secret, or null. */
  public @Nullable Person byToken(String token) {
    return people.byToken(token);
  }

  /** Returns the person with this id, or null. */
  public @Nullable Person byId(String id) {
    return people.byId(id);
  }

  public Following following(Person person) {
    return follows.of(person.id());
  }

  /** Makes a person follow or unfollow another one. */
  public CompletionStage<?> followPerson(Person person, String other, boolean isWanted) {
    if (isWanted && person.id().equals(other)) {
      throw RefusedException.invalid("Nobody follows themselves: your own posts are there anyway.");
    }
    if (isWanted && people.byId(other) == null) {
      throw RefusedException.missing("There is no such person.");
    }
    boolean isSo = following(person).people().contains(other);
    return change(person, Follows.person(other), isSo, isWanted);
  }

  /** Makes a person follow or unfollow a tag. */
  public CompletionStage<?> followTag(Person person, String wish, boolean isWanted) {
    String tag = Links.tag(wish);
    return change(person, Follows.tag(tag), following(person).tags().contains(tag), isWanted);
  }

  private CompletionStage<?> change(Person person, String what, boolean isSo, boolean isWanted) {
    if (isSo == isWanted) {
      return CompletableFuture.completedStage(null);
    }
    if (isWanted && following(person).size() >= Follows.MOST) {
      throw new RefusedException(
          RefusedException.Reason.CONFLICT, "Nobody can follow more than " + Follows.MOST + ".");
    }
    String key = new Pair(person.id(), what).toString();
    return isWanted ? followsSection.put(key, "") : followsSection.remove(key);
  }
}
