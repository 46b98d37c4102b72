package dev.freshet.api;

import dev.freshet.json.Json;
import dev.freshet.schedule.Progress;
import dev.freshet.schedule.Run;
import dev.freshet.schedule.Schedule;
import dev.freshet.schedule.Schedules;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** Adds the member {@code status} to schedules in responses. */
final class ScheduleView {
  private ScheduleView() {}

  /** Describes a schedule in a list, with the next due time and the last run. */
  static JsonObjectBuilder brief(Schedules schedules, Schedule schedule, Progress progress) {
    List<Run> last = progress.history().subList(0, Math.min(1, progress.history().size()));
    return Schedules.json(schedule).add("status", status(schedules, schedule, progress, last, 1));
  }

  /** Describes a single schedule, with several due times and all stored runs. May block. */
  static JsonObject full(Schedules schedules, Schedule schedule, int dueTimes) {
    Progress progress = schedules.progress(schedule);
    return Schedules.json(schedule)
        .add("status", status(schedules, schedule, progress, progress.history(), dueTimes))
        .build();
  }

  /** Describes a schedule that does not exist yet. */
  static JsonObject preview(Schedules schedules, Schedule wish, int dueTimes) {
    return Schedules.json(wish)
        .add(
            "status",
            Json.createObjectBuilder()
                .add("next", next(schedules, wish, Progress.none(wish), dueTimes)))
        .build();
  }

  private static JsonObjectBuilder status(
      Schedules schedules, Schedule schedule, Progress progress, List<Run> history, int dueTimes) {
    Integer maxRuns = schedule.maxRuns();
    boolean isDone = maxRuns != null && progress.runs() >= maxRuns;
    boolean isOver = isDone || schedules.next(schedule, progress, 1).isEmpty();
    JsonArrayBuilder runs = Json.createArrayBuilder();
    history.forEach(run -> runs.add(Schedules.json(run)));
    return Json.createObjectBuilder()
        .add("state", isOver ? "ended" : schedule.paused() ? "paused" : "waiting")
        .add("runs", progress.runs())
        .add("missed", progress.missed())
        .add(
            "next",
            isOver || schedule.paused()
                ? Json.createArrayBuilder()
                : next(schedules, schedule, progress, dueTimes))
        .add("history", runs);
  }

  private static JsonArrayBuilder next(
      Schedules schedules, Schedule schedule, Progress progress, int dueTimes) {
    JsonArrayBuilder next = Json.createArrayBuilder();
    schedules.next(schedule, progress, dueTimes).forEach(due -> next.add(due.toString()));
    return next;
  }
}
