package dev.freshet.showcase.social;

import dev.freshet.web.Allowance;
import dev.freshet.web.ClientAddress;
import dev.freshet.web.Problem;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits what one person may do, and one network address, which several people may share. Requests
 * beyond a limit get 429. Thread-safe.
 */
@ApplicationScoped
public class SocialLimits {
  private static final int PEOPLE_PER_ADDRESS = 4;

  @Inject private SocialSettings settings;
  @Inject private ClientAddress address;

  /** Set once, before the first call. */
  private volatile @Nullable Limits limits;

  private record Limits(Limit posts, Limit likes, Limit signUps) {}

  /** A rate, and who has used how much of it. */
  static final class Limit {
    private final Rate rate;
    private final String what;
    private final Allowance allowance;
    private final Allowance ofAddresses;

    Limit(Rate rate, int addressFactor, String what, LongSupplier nanoClock) {
      this.rate = rate;
      this.what = what;
      this.allowance = new Allowance(rate.count(), rate.period(), nanoClock);
      this.ofAddresses = new Allowance(rate.count() * addressFactor, rate.period(), nanoClock);
    }

    void take(String person) {
      check(allowance.take(person));
    }

    void takeOfAddress(String network) {
      check(ofAddresses.take(network));
    }

    void giveBack(String person) {
      allowance.giveBack(person);
    }

    void giveBackOfAddress(String network) {
      ofAddresses.giveBack(network);
    }

    private void check(Duration wait) {
      if (!wait.isZero()) {
        int seconds = Math.toIntExact(wait.toSeconds() + 1);
        throw Problem.tooMany(
            "Too many " + what + ": " + rate + " are taken. Wait " + seconds + " s.", seconds);
      }
    }
  }

  @PostConstruct
  void prepare() {
    limits =
        new Limits(
            new Limit(settings.posts(), PEOPLE_PER_ADDRESS, "posts", System::nanoTime),
            new Limit(settings.likes(), PEOPLE_PER_ADDRESS, "likes and follows", System::nanoTime),
            new Limit(settings.signUps(), 1, "new names from this address", System::nanoTime));
  }

  private Limits limits() {
    Limits prepared = limits;
    if (prepared == null) {
      throw new IllegalStateException("The limits are not prepared.");
    }
    return prepared;
  }

  /** Counts a post. If it is refused or fails, it does not count. */
  <T> CompletionStage<T> countPost(
      Person person, HttpServletRequest request, Supplier<CompletionStage<T>> work) {
    Limit limit = limits().posts();
    String network = address.network(request);
    count(limit, person, request);
    return counted(
        work,
        () -> {
          limit.giveBack(person.id());
          limit.giveBackOfAddress(network);
        });
  }

  /** Counts a like or a follow. */
  void countLike(Person person, HttpServletRequest request) {
    count(limits().likes(), person, request);
  }

  private void count(Limit limit, Person person, HttpServletRequest request) {
    limit.take(person.id());
    try {
      limit.takeOfAddress(address.network(request));
    } catch (WebApplicationException e) {
      limit.giveBack(person.id());
      throw e;
    }
  }

  /** Counts a sign-up. If it is refused or fails, it does not count. */
  <T> CompletionStage<T> countSignUp(
      HttpServletRequest request, Supplier<CompletionStage<T>> work) {
    Limit limit = limits().signUps();
    String network = address.network(request);
    limit.takeOfAddress(network);
    return counted(work, () -> limit.giveBackOfAddress(network));
  }

  /** Runs work that is already counted, so that concurrent requests cannot exceed the limit. */
  private static <T> CompletionStage<T> counted(
      Supplier<CompletionStage<T>> work, Runnable giveBack) {
    CompletionStage<T> stage;
    try {
      stage = work.get();
    } catch (RuntimeException | Error e) {
      giveBack.run();
      throw e;
    }
    return stage.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            giveBack.run();
          }
        });
  }
}
