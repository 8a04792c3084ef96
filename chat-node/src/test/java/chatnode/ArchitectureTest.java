package chatnode;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dependencies go one way, and each library has its place. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("chatnode");

  @ParameterizedTest
  @CsvSource({
    "options, ''",
    "protocol, ''",
    "clock, ''",
    "count, ''",
    "store, protocol options",
    "store.sql, protocol store",
    "log, protocol count clock options store",
    "log.local, log protocol store",
    "log.grid, log protocol store",
    "bus, protocol clock count",
    "feed, protocol count clock log bus store",
    "presence, protocol bus clock",
    "cluster, clock bus options",
    "who, protocol clock options",
    "room, protocol count clock log bus feed presence options store who",
    "ways, protocol count room options",
    "ways.ws, protocol count clock room ways options who",
    "ways.stomp, protocol room ways ways.ws who",
    "ways.sockjs, protocol count room ways ways.ws",
    "ways.sse, protocol count room ways who",
    "ways.http, protocol count room ways ways.sse log who",
    "health, ''",
    "web, protocol count clock health room ways ways.ws ways.stomp ways.sockjs ways.http options"
        + " who",
    "admin, protocol count clock health room ways ways.http web options store who",
  })
  void aPackageKnowsOnlyThoseBeforeIt(String name, String mayKnow) {
    DescribedPredicate<JavaClass> allowed = resideInAPackage("chatnode." + name);
    for (String other : mayKnow.split(" ")) {
      allowed = allowed.or(resideInAPackage("chatnode." + other));
    }
    noClasses()
        .that()
        .resideInAPackage("chatnode." + name)
        .should()
        .dependOnClassesThat(resideInAPackage("chatnode..").and(DescribedPredicate.not(allowed)))
        .check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "com.hazelcast.., chatnode.log.grid chatnode.cluster",
    "io.vertx.core.http.., chatnode.web chatnode.ways.ws chatnode.ways.http chatnode.ways.sockjs"
        + " chatnode.admin",
    "io.vertx.ext.web.., chatnode.web chatnode.ways.http chatnode.ways.sockjs chatnode.admin",
    "io.prometheus.., chatnode.admin",
    "io.vertx.core.eventbus.., chatnode.bus chatnode.cluster",
    "com.fasterxml.jackson.., chatnode.protocol",
    "java.sql.., chatnode.store.sql",
    "org.sqlite.., chatnode.store.sql",
    "org.postgresql.., chatnode.store.sql",
    "com.zaxxer.hikari.., chatnode.store.sql",
    "io.ebean.., chatnode.store.sql",
    "com.nimbusds.., chatnode.who",
    "java.net.http.., chatnode.who",
    "picocli.., chatnode.options",
  })
  void aLibraryIsUsedOnlyIn(String library, String packages) {
    noClasses()
        .that(DescribedPredicate.not(resideInAnyPackage(packages.split(" "))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  /** Each member it asks waits on one of its few threads while rooms are copied: see Copying. */
  @Test
  void nobodyAsksOtherMembersWhetherTheyAreSafe() {
    noClasses()
        .should()
        .callMethodWhere(target(nameMatching("is(Cluster|Member)Safe")))
        .check(CLASSES);
  }

  /** Else a URL has other digits on a machine that speaks Arabic, and HOST is no host in Turkey. */
  @Test
  void nobodyFormatsInTheLanguageOfTheMachine() {
    noClasses()
        .should()
        .callMethodWhere(
            describe("the locale is the machine's", ArchitectureTest::takesTheMachinesLocale))
        .check(CLASSES);
  }

  private static boolean takesTheMachinesLocale(JavaMethodCall call) {
    List<JavaClass> parameters = call.getTarget().getRawParameterTypes();
    boolean namesOne = !parameters.isEmpty() && parameters.get(0).isEquivalentTo(Locale.class);
    boolean isOfText =
        call.getTargetOwner().isEquivalentTo(String.class)
            || call.getTargetOwner().isEquivalentTo(PrintStream.class);
    return isOfText
        && !namesOne
        && call.getName().matches("format|formatted|printf|toLowerCase|toUpperCase");
  }

  @Test
  void noPackagesGoInCircles() {
    slices().matching("chatnode.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
