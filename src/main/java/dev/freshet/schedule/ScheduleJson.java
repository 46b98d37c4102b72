package dev.freshet.schedule;

import dev.freshet.json.Json;
import dev.freshet.schedule.Action.Fetch;
import dev.freshet.schedule.Action.Sample;
import dev.freshet.schedule.Action.Templated;
import dev.freshet.schedule.Action.Text;
import dev.freshet.schedule.trigger.CronTrigger;
import dev.freshet.schedule.trigger.DateTrigger;
import dev.freshet.schedule.trigger.IntervalTrigger;
import dev.freshet.schedule.trigger.Timing;
import dev.freshet.schedule.trigger.Trigger;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;

/** Writes schedules as JSON, for the store and the API. {@link ScheduleReader} reads it back. */
final class ScheduleJson {
  private ScheduleJson() {}

  static JsonObjectBuilder write(Schedule schedule) {
    JsonObjectBuilder object =
        Json.createObjectBuilder()
            .add("id", schedule.id())
            .add("topics", Json.createArrayBuilder(schedule.topics()))
            .add("private", schedule.isPrivate())
            .add("payload", payload(schedule.action()));
    if (schedule.type() != null) {
      object.add("type", schedule.type());
    }
    times(object, schedule);
    if (schedule.maxRuns() != null) {
      object.add("maxRuns", schedule.maxRuns());
    }
    return object
        .add("paused", schedule.paused())
        .add("created", schedule.created().toString())
        .add("changed", schedule.changed().toString())
        .add("since", schedule.since().toString());
  }

  private static void times(JsonObjectBuilder object, Schedule schedule) {
    Timing timing = schedule.timing();
    object.add("trigger", trigger(timing.trigger()));
    if (timing.start() != null) {
      object.add("start", timing.start().toString());
    }
    if (timing.end() != null) {
      object.add("end", timing.end().toString());
    }
    object.add("jitter", timing.jitter().toString());
    schedule
        .misfire()
        .grace()
        .map(Duration::toString)
        .ifPresentOrElse(
            grace -> object.add("misfireGrace", grace), () -> object.addNull("misfireGrace"));
    object.add("coalesce", schedule.misfire().coalesce());
  }

  private static JsonObjectBuilder payload(Action action) {
    JsonObjectBuilder payload = Json.createObjectBuilder();
    if (action instanceof Text text) {
      payload.add("text", text.data());
    } else if (action instanceof Templated templated) {
      payload.add("template", templated.template().toString());
    } else if (action instanceof Fetch fetch) {
      payload.add("fetch", fetch.url().toString()).add("timeout", fetch.timeout().toString());
    } else if (action instanceof Sample sample) {
      payload.add("feed", sample.feed());
    }
    return payload;
  }

  private static JsonObjectBuilder trigger(Trigger trigger) {
    JsonObjectBuilder object = Json.createObjectBuilder();
    if (trigger instanceof IntervalTrigger interval) {
      object.add("interval", interval.every().toString()).add("from", interval.start().toString());
    } else if (trigger instanceof CronTrigger cron) {
      object.add("cron", cron.toString()).add("zone", cron.zone().getId());
    } else if (trigger instanceof DateTrigger date) {
      object.add("date", date.at().toString());
    }
    return object;
  }
}
