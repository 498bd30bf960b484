package io.mlconnector.local.image;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What code has written as JSON or read from it, as far as its classes tell: classes that are named
 * in a call of something that takes a class, what clients of vendors take and give, and all that
 * those consist of.
 */
final class HandedToJackson {

  /** The call is at most so many lines away from the class that it is given. */
  private static final int NEAR = 3;

  private static final String OURS = "io.mlconnector.";

  /** They take a class, and look at nothing but its name or kind. */
  private static final Set<String> HARMLESS =
      Set.of(
          "io.mlconnector.flow.log.Log",
          "org.jboss.logging.Logger",
          "java.lang.System",
          "java.lang.Class",
          "java.lang.reflect.Proxy",
          "java.util.ServiceLoader",
          "java.util.EnumMap",
          "java.util.EnumSet",
          "io.quarkus.arc.Arc",
          "java.lang.reflect.AnnotatedElement");

  private final Set<String> found = new TreeSet<>();
  private final Deque<JavaClass> open = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();

  private HandedToJackson() {}

  /** Names of classes of ours. */
  static Set<String> in(JavaClasses classes) {
    HandedToJackson walk = new HandedToJackson();
    classes.forEach(walk::look);
    walk.follow();
    return walk.found;
  }

  private void look(JavaClass type) {
    for (ReferencedClassObject named : type.getReferencedClassObjects()) {
      if (readsByClass(named.getOwner(), named.getLineNumber())) {
        take(named.getRawType());
      }
    }
    if (isClient(type)) {
      for (JavaMethod method : type.getMethods()) {
        take(method.getReturnType());
        method.getParameterTypes().forEach(this::take);
      }
    }
  }

  private static boolean isClient(JavaClass type) {
    return type.isInterface()
        && type.getMethods().stream()
            .flatMap(method -> method.getAnnotations().stream())
            .anyMatch(each -> each.getRawType().getName().startsWith("jakarta.ws.rs."));
  }

  /** Whether the code calls something there that makes or reads objects of a class. */
  private static boolean readsByClass(JavaCodeUnit code, int line) {
    return code.getMethodCallsFromSelf().stream()
        .filter(call -> Math.abs(call.getLineNumber() - line) <= NEAR)
        .filter(call -> !HARMLESS.contains(call.getTargetOwner().getName()))
        .anyMatch(HandedToJackson::takesClass);
  }

  private static boolean takesClass(JavaMethodCall call) {
    return call.getTarget().getRawParameterTypes().stream()
        .anyMatch(parameter -> parameter.getName().equals("java.lang.Class"));
  }

  private void take(JavaType type) {
    type.getAllInvolvedRawTypes().forEach(this::take);
  }

  private void take(JavaClass raw) {
    JavaClass type = raw.getBaseComponentType();
    if (type.getName().startsWith(OURS) && seen.add(type.getName())) {
      found.add(type.getName());
      open.add(type);
    }
  }

  /** What a record consists of, and what there is of a sealed type. */
  private void follow() {
    while (!open.isEmpty()) {
      JavaClass type = open.remove();
      if (!type.isInterface()) {
        type.getFields().stream()
            .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
            .forEach(field -> take(field.getType()));
      }
    }
  }
}
