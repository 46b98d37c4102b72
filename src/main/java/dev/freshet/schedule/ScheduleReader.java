package dev.freshet.schedule;

import dev.freshet.json.InvalidMemberException;
import dev.freshet.json.Json;
import dev.freshet.json.Members;
import dev.freshet.schedule.Action.Fetch;
import dev.freshet.schedule.Action.Sample;
import dev.freshet.schedule.Action.Templated;
import dev.freshet.schedule.Action.Text;
import dev.freshet.schedule.trigger.CronTrigger;
import dev.freshet.schedule.trigger.DateTrigger;
import dev.freshet.schedule.trigger.IntervalTrigger;
import dev.freshet.schedule.trigger.InvalidTriggerException;
import dev.freshet.schedule.trigger.Misfire;
import dev.freshet.schedule.trigger.Timing;
import dev.freshet.schedule.trigger.Trigger;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads schedules from JSON, as written by users and by {@link ScheduleJson}. Errors are reported
 * as an {@link InvalidMemberException} that names the member.
 */
final class ScheduleReader {
  /** Long enough for a restart, but not so long that news is outdated. */
  private static final Duration USUAL_GRACE = Duration.ofSeconds(60);

  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);

  /** Added by the API; clients that send back what they received need not remove it. */
  private static final String READ_ONLY = "status";

  private final Members members;
  private final @Nullable Schedule earlier;
  private final Instant now;

  private ScheduleReader(Members members, @Nullable Schedule earlier, Instant now) {
    this.members = members;
    this.earlier = earlier;
    this.now = now;
  }

  /**
   * Reads a schedule that is being created now.
   *
   * @param earlier the schedule that it replaces, or null; an unchanged interval continues
   */
  static Schedule wish(JsonObject object, @Nullable Schedule earlier, Instant now) {
    Schedule wish = new ScheduleReader(Members.of(object), earlier, now).read(now, now, now);
    return earlier == null ? wish : wish.replacing(earlier);
  }

  /** Reads a schedule from the store. */
  static Schedule read(String text) {
    JsonObject object = Json.object(text);
    Instant created = Instant.parse(object.getString("created"));
    return new ScheduleReader(Members.of(object), null, created)
        .read(
            created,
            Instant.parse(object.getString("changed")),
            Instant.parse(object.getString("since")));
  }

  private Schedule read(Instant created, Instant changed, Instant since) {
    members.only(
        "id",
        "topics",
        "private",
        "type",
        "payload",
        "trigger",
        "start",
        "end",
        "jitter",
        "misfireGrace",
        "coalesce",
        "maxRuns",
        "paused",
        "created",
        "changed",
        "since",
        READ_ONLY);
    String id = members.text("id");
    if (id == null) {
      throw new InvalidMemberException("id", "A schedule needs an id.");
    }
    return new Schedule(
        id,
        members.texts("topics"),
        members.flag("private", false),
        members.text("type"),
        action(),
        timing(),
        misfire(),
        members.whole("maxRuns", 1, Integer.MAX_VALUE),
        members.flag("paused", false),
        created,
        changed,
        since);
  }

  private Action action() {
    Members payload = members.object("payload");
    if (payload == null) {
      throw new InvalidMemberException(
          "payload", "A schedule needs a payload: text, template, fetch or feed.");
    }
    payload.only("text", "template", "fetch", "timeout", "feed");
    checkOne("payload", payload, "text", "template", "fetch", "feed");
    if (payload.has("timeout") && !payload.has("fetch")) {
      throw payload.wrong("timeout", "beside fetch");
    }
    String text = payload.text("text");
    String template = payload.text("template");
    String feed = payload.text("feed");
    if (text != null) {
      return new Text(text);
    }
    if (template != null) {
      return new Templated(Template.of(template));
    }
    return feed == null ? fetch(payload) : new Sample(feed);
  }

  private static Fetch fetch(Members payload) {
    Duration timeout = payload.duration("timeout");
    if (timeout == null) {
      timeout = Fetch.USUAL_TIMEOUT;
    }
    if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(Fetch.LONGEST_TIMEOUT) > 0) {
      throw payload.wrong("timeout", "from a millisecond to five minutes");
    }
    try {
      return new Fetch(new URI(String.valueOf(payload.text("fetch"))), timeout);
    } catch (URISyntaxException e) {
      throw payload.wrong("fetch", "a URL such as https://example.com/data.json");
    }
  }

  private Timing timing() {
    Members trigger = members.object("trigger");
    if (trigger == null) {
      throw new InvalidMemberException(
          "trigger", "A schedule needs a trigger: interval, cron, crontab or date.");
    }
    trigger.only("interval", "from", "cron", "crontab", "zone", "date");
    checkOne("trigger", trigger, "interval", "cron", "crontab", "date");
    Instant start = members.instant("start");
    Duration jitter = members.duration("jitter");
    return valid(
        field -> field.equals("every") ? "trigger.interval" : field,
        () ->
            new Timing(
                trigger(trigger, start),
                start,
                members.instant("end"),
                jitter == null ? Duration.ZERO : jitter));
  }

  private Trigger trigger(Members trigger, @Nullable Instant start) {
    Duration every = trigger.duration("interval");
    String cron = trigger.text("cron");
    String crontab = trigger.text("crontab");
    Instant date = trigger.instant("date");
    if (trigger.has("from") && every == null) {
      throw trigger.wrong("from", "beside interval");
    }
    if (trigger.has("zone") && cron == null && crontab == null) {
      throw trigger.wrong("zone", "beside cron or crontab");
    }
    if (every != null) {
      return interval(every, trigger.instant("from"), start);
    }
    if (date != null) {
      return new DateTrigger(date);
    }
    ZoneId zone = zone(trigger);
    return cron != null
        ? CronTrigger.of(cron, zone)
        : CronTrigger.fromCrontab(String.valueOf(crontab), zone);
  }

  private Trigger interval(Duration every, @Nullable Instant from, @Nullable Instant start) {
    if (from != null) {
      return new IntervalTrigger(every, from);
    }
    if (start != null) {
      return IntervalTrigger.firstAt(start, every);
    }
    if (earlier != null
        && earlier.timing().start() == null
        && earlier.timing().trigger() instanceof IntervalTrigger before
        && before.every().equals(every)) {
      return before;
    }
    return new IntervalTrigger(every, now);
  }

  private static ZoneId zone(Members trigger) {
    String zone = trigger.text("zone");
    try {
      return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw trigger.wrong("zone", "a time zone such as Europe/Berlin or UTC");
    }
  }

  private Misfire misfire() {
    Duration grace = members.duration("misfireGrace");
    Optional<Duration> limit =
        members.isNull("misfireGrace")
            ? Optional.empty()
            : Optional.of(grace == null ? USUAL_GRACE : grace);
    return valid(field -> "misfireGrace", () -> new Misfire(limit, members.flag("coalesce", true)));
  }

  /** Renames the parts of a trigger to their names in JSON. */
  private static <T> T valid(UnaryOperator<String> names, Supplier<T> part) {
    try {
      return part.get();
    } catch (InvalidTriggerException e) {
      throw new InvalidMemberException(names.apply(e.field()), String.valueOf(e.getMessage()));
    }
  }

  private static void checkOne(String what, Members members, String... names) {
    int given = 0;
    for (String name : names) {
      if (members.has(name) && !members.isNull(name)) {
        given++;
      }
    }
    if (given != 1) {
      throw new InvalidMemberException(
          what, what + " must have exactly one of " + String.join(", ", names) + ".");
    }
  }
}
