package io.mlconnector.manifests.configuration;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import io.mlconnector.manifests.configuration.Setting.Group;
import io.mlconnector.manifests.render.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The interfaces that say what a service can be told, read from their sources. */
final class Interfaces {

  private static final String MAPPING = "ConfigMapping";
  private static final JavaParser PARSER =
      new JavaParser(new ParserConfiguration().setLanguageLevel(LanguageLevel.JAVA_17));

  private Interfaces() {}

  /** Every group of settings in the sources of the services and what they share, by key. */
  static List<Group> all() {
    try (Stream<Path> common = Files.walk(Repository.ROOT.resolve("common"));
        Stream<Path> services = Files.walk(Repository.ROOT.resolve("services"))) {
      return Stream.concat(common, services)
          .filter(file -> file.toString().contains("src/main/java"))
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> in(file, text(file)).stream())
          .sorted(Comparator.comparing(Group::prefix))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The groups of settings in one source. */
  static List<Group> in(Path file, String source) {
    if (!source.contains("@" + MAPPING)) {
      return List.of();
    }
    CompilationUnit unit = PARSER.parse(source).getResult().orElseThrow();
    return unit.findAll(ClassOrInterfaceDeclaration.class).stream()
        .filter(type -> type.isAnnotationPresent(MAPPING))
        .map(
            type -> {
              String prefix = text(type.getAnnotationByName(MAPPING).orElseThrow(), "prefix");
              return new Group(prefix, module(file), Javadocs.text(type), settings(prefix, type));
            })
        .toList();
  }

  private static List<Setting> settings(String prefix, ClassOrInterfaceDeclaration type) {
    return settings(prefix, type, false);
  }

  /**
   * @param spare whether all of them may be left out together
   */
  private static List<Setting> settings(
      String prefix, ClassOrInterfaceDeclaration type, boolean spare) {
    List<Setting> settings = new ArrayList<>();
    for (MethodDeclaration method : type.getMethods()) {
      Type given = method.getType();
      boolean optional = spare || isOptional(given);
      String name = prefix + "." + kebab(method.getNameAsString());
      Optional<ClassOrInterfaceDeclaration> many = inMap(type, given);
      String key = many.isPresent() ? name + ".\"NAME\"" : name;
      Optional<ClassOrInterfaceDeclaration> group = many.or(() -> nested(type, inOptional(given)));
      if (group.isPresent()) {
        settings.add(Setting.group(key, meaning(method, group.get())));
        settings.addAll(settings(key, group.get(), optional));
      } else {
        settings.add(
            new Setting(
                key,
                words(type, given),
                method.getAnnotationByName("WithDefault").map(each -> text(each, "value")),
                optional,
                Javadocs.text(method)));
      }
    }
    return settings;
  }

  private static String meaning(MethodDeclaration method, ClassOrInterfaceDeclaration group) {
    return method.getJavadoc().isPresent() ? Javadocs.text(method) : Javadocs.text(group);
  }

  private static Optional<ClassOrInterfaceDeclaration> nested(
      ClassOrInterfaceDeclaration type, Type given) {
    return type.getMembers().stream()
        .filter(ClassOrInterfaceDeclaration.class::isInstance)
        .map(ClassOrInterfaceDeclaration.class::cast)
        .filter(inner -> inner.getNameAsString().equals(given.asString()))
        .findFirst()
        .or(
            () ->
                type.getParentNode()
                    .filter(ClassOrInterfaceDeclaration.class::isInstance)
                    .flatMap(outer -> nested((ClassOrInterfaceDeclaration) outer, given)));
  }

  private static Optional<ClassOrInterfaceDeclaration> inMap(
      ClassOrInterfaceDeclaration type, Type given) {
    return arguments(given, "Map").flatMap(parts -> nested(type, parts.get(1)));
  }

  private static boolean isOptional(Type type) {
    return arguments(type, "Optional").isPresent() || type.asString().startsWith("Optional");
  }

  private static Type inOptional(Type given) {
    return arguments(given, "Optional").map(parts -> parts.get(0)).orElse(given);
  }

  private static Optional<List<Type>> arguments(Type type, String name) {
    return type.toClassOrInterfaceType()
        .filter(each -> each.getNameAsString().equals(name))
        .flatMap(ClassOrInterfaceType::getTypeArguments)
        .map(List::copyOf);
  }

  /** What kind of value a person writes. */
  private static String words(ClassOrInterfaceDeclaration type, Type whole) {
    Type given = inOptional(whole);
    Optional<List<Type>> list = arguments(given, "List");
    if (list.isPresent()) {
      return words(type, list.get().get(0)) + ", several by commas";
    }
    return switch (given.asString()) {
      case "boolean", "Boolean" -> "true or false";
      case "int", "long", "short", "Integer", "Long", "OptionalInt" -> "whole number";
      case "double", "OptionalDouble" -> "number";
      case "Duration" -> "duration";
      case "Path" -> "file or folder";
      case "URI" -> "address";
      case "String" -> "text";
      case "MemorySize" -> "bytes";
      case "ZoneId" -> "time zone";
      case "LocalTime" -> "time of day";
      default -> choices(type, given);
    };
  }

  private static String choices(ClassOrInterfaceDeclaration type, Type given) {
    return type
        .findAncestor(CompilationUnit.class)
        .orElseThrow()
        .findAll(EnumDeclaration.class)
        .stream()
        .filter(each -> each.getNameAsString().equals(given.asString()))
        .findFirst()
        .map(
            each ->
                each.getEntries().stream()
                    .map(entry -> "`" + entry.getNameAsString().toLowerCase(Locale.ROOT) + "`")
                    .map(entry -> entry.replace('_', '-'))
                    .collect(Collectors.joining(", ")))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    type.getNameAsString()
                        + ": say in Interfaces what a person writes for "
                        + given));
  }

  private static String text(AnnotationExpr annotation, String member) {
    if (annotation.isSingleMemberAnnotationExpr()) {
      return annotation
          .asSingleMemberAnnotationExpr()
          .getMemberValue()
          .asStringLiteralExpr()
          .asString();
    }
    return annotation.asNormalAnnotationExpr().getPairs().stream()
        .filter(pair -> pair.getNameAsString().equals(member))
        .map(pair -> pair.getValue().asStringLiteralExpr().asString())
        .findFirst()
        .orElseThrow();
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static String module(Path file) {
    return Repository.ROOT.relativize(file).getName(1).toString();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
