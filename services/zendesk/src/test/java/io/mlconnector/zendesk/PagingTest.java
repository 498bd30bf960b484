package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.zendesk.api.UsersApi;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Vendor sheet A6: offset paging ends at 10,000 rows, by errors of several kinds. */
class PagingTest {

  @Test
  void noCallPagesByOffset() throws Exception {
    List<String> parameters = new ArrayList<>();
    for (Class<?> api : apis()) {
      for (Method method : api.getMethods()) {
        for (Annotation[] annotations : method.getParameterAnnotations()) {
          Stream.of(annotations)
              .filter(QueryParam.class::isInstance)
              .map(each -> ((QueryParam) each).value())
              .forEach(parameters::add);
        }
      }
    }

    assertThat(parameters).contains("page[after]", "cursor").doesNotContain("page");
  }

  @Test
  void allPagesOfACursorAreReadAndOneThatStandsStillEndsIt() {
    Iterator<String> pages =
        List.of(
                "{\"rows\":[1,2],\"meta\":{\"has_more\":true,\"after_cursor\":\"a\"}}",
                "{\"rows\":[3],\"meta\":{\"has_more\":true,\"after_cursor\":\"b\"}}",
                "{\"rows\":[4],\"meta\":{\"has_more\":true,\"after_cursor\":\"b\"}}")
            .iterator();
    List<String> asked = new ArrayList<>();

    List<JsonNode> rows =
        CursorPages.all(
            "rows",
            (size, after) -> {
              asked.add(size + " " + after);
              return CanonicalJson.read(pages.next(), JsonNode.class);
            });

    assertThat(rows).extracting(JsonNode::asInt).containsExactly(1, 2, 3, 4);
    assertThat(asked).containsExactly("100 null", "100 a", "100 b");
  }

  private static List<Class<?>> apis() throws Exception {
    Path folder =
        Path.of(UsersApi.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve(UsersApi.class.getPackageName().replace('.', '/'));
    List<Class<?>> apis = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        apis.add(Class.forName(UsersApi.class.getPackageName() + "." + name));
      }
    }
    assertThat(apis).hasSizeGreaterThan(5);
    return apis;
  }
}
