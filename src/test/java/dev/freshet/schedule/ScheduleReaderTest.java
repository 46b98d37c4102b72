package dev.freshet.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.json.InvalidMemberException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules as JSON. */
class ScheduleReaderTest {
  private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

  private static Schedule read(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
      JsonObject object = reader.readObject();
      return ScheduleReader.wish(object, null, NOW);
    }
  }

  private static Schedule with(String members) {
    return read(
        "{'id':'a','topics':['t'],'payload':{'text':'x'},'trigger':{'interval':1}" + members + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'payload':{'text':''},'trigger':{'interval':'PT0.05S'},'type':'x','private':true",
        "'payload':{'template':'{{count}} €'},'trigger':{'cron':'0 0 12 1st_mon * 0-4','zone':'Europe/Berlin'}",
        "'payload':{'fetch':'https://a.example/x?y=1','timeout':2.5},'trigger':{'crontab':'*/5 8 * * 1'}",
        "'payload':{'feed':'monitor'},'trigger':{'date':'2030-01-01T00:00:00+02:00'}",
        "'payload':{'text':'x'},'trigger':{'interval':5,'from':'2020-01-01T00:00:00Z'},"
            + "'start':'2026-07-02T00:00:00Z','end':'2026-08-01T00:00:00Z','jitter':'PT1M',"
            + "'misfireGrace':null,'coalesce':false,'maxRuns':7,'paused':true"
      })
  void schedule_isReadBackAsItWasWritten(String members) {
    Schedule schedule = read("{'id':'a','topics':['t','u']," + members.replace('_', ' ') + "}");

    String text = ScheduleJson.write(schedule).build().toString();
    assertThat(ScheduleReader.read(text)).isEqualTo(schedule);
  }

  @Test
  void members_thatAreLeftOut_haveUsualValues() {
    Schedule schedule = with("");

    assertThat(schedule.isPrivate()).isFalse();
    assertThat(schedule.type()).isNull();
    assertThat(schedule.maxRuns()).isNull();
    assertThat(schedule.paused()).isFalse();
    assertThat(schedule.misfire().coalesce()).isTrue();
    assertThat(schedule.misfire().grace()).contains(java.time.Duration.ofMinutes(1));
    assertThat(schedule.timing().jitter()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ",'colour':'red'           | colour",
        ",'private':'yes'          | private",
        ",'type':7                 | type",
        ",'topics':'t'             | topics",
        ",'topics':[1]             | topics",
        ",'maxRuns':0              | maxRuns",
        ",'maxRuns':1.5            | maxRuns",
        ",'maxRuns':99999999999    | maxRuns",
        ",'jitter':'soon'          | jitter",
        ",'jitter':-1              | jitter",
        ",'jitter':1e99            | jitter",
        ",'misfireGrace':'P-1D'    | misfireGrace",
        ",'coalesce':1             | coalesce",
        ",'start':'tomorrow'       | start",
        ",'start':'2030-01-01T00:00:00' | start",
        ",'start':'2030-01-01T00:00:00Z','end':'2029-01-01T00:00:00Z' | end",
        ",'id':''                  | id",
        ",'id':'a/b'               | id",
        ",'id':'-a'                | id",
        ",'id':7                   | id",
        ",'trigger':{}             | trigger",
        ",'trigger':'daily'        | trigger",
        ",'trigger':{'interval':1,'date':'2030-01-01T00:00:00Z'} | trigger",
        ",'trigger':{'interval':0} | trigger.interval",
        ",'trigger':{'interval':'1 day'} | trigger.interval",
        ",'trigger':{'cron':'* * * * *'} | cron",
        ",'trigger':{'cron':'61 * * * * *'} | second",
        ",'trigger':{'cron':'0 0 0 * * 7'} | day-of-week",
        ",'trigger':{'cron':'0 0 0 * * *','zone':'Mars/Base'} | trigger.zone",
        ",'trigger':{'interval':1,'zone':'UTC'} | trigger.zone",
        ",'trigger':{'date':'2030-01-01'} | trigger.date",
        ",'trigger':{'date':'2030-01-01T00:00:00Z','from':'2030-01-01T00:00:00Z'} | trigger.from",
        ",'payload':{}             | payload",
        ",'payload':'x'            | payload",
        ",'payload':{'text':'x','feed':'y'} | payload",
        ",'payload':{'text':7}     | payload.text",
        ",'payload':{'text':'x','timeout':1} | payload.timeout",
        ",'start':'+999999999-12-31T23:59:59-18:00'    | start",
        ",'end':'0000-12-31T23:59:59Z'      | end",
        ",'start':'0001-01-01T00:00:01Z','trigger':{'interval':60} | start",
        ",'payload':{'fetch':'http://a b'} | payload.fetch",
        ",'payload':{'fetch':'http://a','timeout':0} | payload.timeout",
        ",'payload':{'fetch':'http://a','timeout':'PT9223372036854775807S'} | payload.timeout",
        ",'payload':{'template':'{{#a}}'} | template",
        ",'payload':{'template':'{{ }}'} | template"
      })
  void member_thatIsWrong_isNamed(String members, String field) {
    assertThatThrownBy(() -> with(members.strip()))
        .isInstanceOfSatisfying(
            InvalidMemberException.class, wrong -> assertThat(wrong.member()).isEqualTo(field));
  }
}
