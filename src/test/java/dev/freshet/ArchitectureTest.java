package dev.freshet;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who may import whom. */
@AnalyzeClasses(packages = "dev.freshet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final Map<String, List<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("health", List.of()),
          Map.entry("task", List.of("health")),
          Map.entry("event", List.of()),
          Map.entry("log", List.of("event")),
          Map.entry("hub", List.of("event", "log", "health", "task")),
          Map.entry("auth", List.of("event", "json")),
          Map.entry("json", List.of()),
          Map.entry("signin", List.of("health", "task", "auth", "event", "store", "json")),
          Map.entry("store", List.of("health", "task", "event", "hub", "json")),
          Map.entry("presence", List.of("health", "task", "event", "log", "hub", "json")),
          Map.entry(
              "backend", List.of("health", "task", "event", "log", "hub", "presence", "store")),
          Map.entry(
              "redis",
              List.of("backend", "health", "task", "event", "log", "hub", "presence", "store")),
          Map.entry(
              "http",
              List.of(
                  "health",
                  "task",
                  "hub",
                  "log",
                  "auth",
                  "event",
                  "schedule",
                  "presence",
                  "store",
                  "json",
                  "signin")),
          Map.entry("schedule", List.of("health", "task", "hub", "log", "event", "store", "json")),
          Map.entry("feed", List.of("health", "task", "hub", "event", "schedule", "store", "json")),
          Map.entry(
              "api",
              List.of(
                  "http", "auth", "hub", "event", "schedule", "feed", "store", "json", "signin")),
          Map.entry("page", List.of("hub", "feed", "schedule", "http", "signin", "store", "json")),
          Map.entry("ops", List.of("health", "task", "event", "hub", "log", "json")));

  @ArchTest
  static void packages_importOnlyWhatTheyMay(JavaClasses all) {
    MAY_IMPORT.forEach(
        (name, others) -> {
          String[] allowed =
              Stream.concat(Stream.of(name), others.stream())
                  .map(other -> "dev.freshet." + other + "..")
                  .toArray(String[]::new);
          classes()
              .that()
              .resideInAPackage("dev.freshet." + name + "..")
              .should()
              .onlyDependOnClassesThat(
                  not(resideInAPackage("dev.freshet..")).or(resideInAnyPackage(allowed)))
              .check(all);
        });
  }

  /** That one looks for its provider again with each call. */
  @ArchTest
  static final ArchRule JSON_IS_MADE_WITHOUT_LOOKING_FOR_ITS_PROVIDER =
      noClasses().should().dependOnClassesThat().belongToAnyOf(jakarta.json.Json.class);

  @ArchTest
  static final ArchRule CORE_KNOWS_NO_FRAMEWORK =
      classes()
          .that()
          .resideInAnyPackage(
              "dev.freshet.event..",
              "dev.freshet.log..",
              "dev.freshet.hub..",
              "dev.freshet.health..",
              "dev.freshet.task..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "com.google.errorprone.annotations..",
              "dev.freshet.event..",
              "dev.freshet.log..",
              "dev.freshet.hub..",
              "dev.freshet.health..",
              "dev.freshet.task..");

  /** On another server its classes are not there. */
  @ArchTest
  static final ArchRule ONLY_ITS_OWN_OUTLET_KNOWS_GRIZZLY =
      noClasses()
          .that()
          .haveNameNotMatching("dev\\.freshet\\.http\\.Grizzly(Outlet|Connection)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.glassfish.grizzly..");

  @ArchTest
  static final ArchRule ONLY_REDIS_KNOWS_JEDIS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.freshet.redis..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("redis.clients..");

  @ArchTest
  static final ArchRule ONLY_AUTH_KNOWS_THE_TOKEN_LIBRARY =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.freshet.auth..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.nimbusds..");

  @ArchTest
  static final ArchRule NOBODY_SLEEPS =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);
}
