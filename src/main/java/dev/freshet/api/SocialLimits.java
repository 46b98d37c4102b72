package dev.freshet.api;

import dev.freshet.feed.social.Person;
import dev.freshet.feed.social.Rate;
import dev.freshet.feed.social.SocialSettings;
import dev.freshet.http.Allowance;
import dev.freshet.http.ClientAddress;
import dev.freshet.http.Problem;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How much one person may do, and one network address, which several people share. Any thread.
 * Whoever does too much is answered with 429.
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

  /** Counts a post, or a removal. */
  void countPost(Person person, HttpServletRequest request) {
    count(limits().posts(), person, request);
  }

  /** Counts a like, or whom somebody follows. */
  void countLike(Person person, HttpServletRequest request) {
    count(limits().likes(), person, request);
  }

  private void count(Limit limit, Person person, HttpServletRequest request) {
    limit.take(person.id());
    limit.takeOfAddress(address.network(request));
  }

  /** Counts somebody new. */
  void countSignUp(HttpServletRequest request) {
    limits().signUps().takeOfAddress(address.network(request));
  }
}
