package dev.freshet;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

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
  private static final List<String> SHOWCASE_MAY_IMPORT =
      List.of(
          "auth",
          "event",
          "feed",
          "health",
          "hub",
          "json",
          "part",
          "schedule",
          "settings",
          "source",
          "store",
          "web");

  /** What each package imports, and no more: an edge that is no longer used is removed here. */
  private static final Map<String, List<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("event", List.of()),
          Map.entry("health", List.of()),
          Map.entry("json", List.of()),
          Map.entry("task", List.of("health")),
          Map.entry("log", List.of("event")),
          Map.entry("hub", List.of("event", "health", "log")),
          Map.entry("auth", List.of("event", "json")),
          Map.entry("store", List.of("event", "health", "hub", "json")),
          Map.entry("presence", List.of("event", "hub", "json", "log")),
          Map.entry("signin", List.of("auth", "event", "health", "json", "store")),
          Map.entry("backend", List.of("event", "hub", "log", "presence", "store")),
          Map.entry(
              "redis", List.of("backend", "event", "health", "hub", "log", "presence", "store")),
          Map.entry(
              "web", List.of("auth", "event", "health", "hub", "json", "log", "signin", "store")),
          Map.entry("stream", List.of("auth", "event", "hub", "json", "presence", "signin", "web")),
          Map.entry(
              "mercure",
              List.of("auth", "event", "hub", "json", "presence", "store", "stream", "web")),
          Map.entry("flask", List.of("auth", "event", "stream", "web")),
          Map.entry(
              "schedule", List.of("event", "health", "hub", "json", "log", "source", "store")),
          Map.entry("source", List.of("event", "health", "hub")),
          Map.entry("settings", List.of()),
          Map.entry("part", List.of("settings")),
          Map.entry("feed", List.of("event", "hub", "json", "source")),
          Map.entry("api", List.of("auth", "json", "schedule", "signin", "web")),
          Map.entry("page", List.of("json", "part", "signin", "store", "web")),
          Map.entry("showcase", SHOWCASE_MAY_IMPORT),
          Map.entry("ops", List.of("event", "health", "hub", "json", "log")));

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

  /** They are optional: the hub works without them. */
  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_SHOWCASES =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.freshet.showcase..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.freshet.showcase..");

  @ArchTest
  static final ArchRule SHOWCASES_DO_NOT_KNOW_EACH_OTHER =
      slices().matching("dev.freshet.showcase.(*)..").should().notDependOnEachOther();

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
  static final ArchRule ONLY_ITS_OWN_CLASSES_KNOW_GRIZZLY =
      noClasses()
          .that()
          .haveNameNotMatching(
              "dev\\.freshet\\.(web\\.GrizzlyRequest|stream\\.Grizzly(Outlet|Connection))(\\$.*)?")
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
