package io.mlconnector.sandbox.tableau;

import static io.mlconnector.sandbox.tableau.ParquetSample.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.tableau.TableauClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class FindingTest extends TableauTest {

  private JsonNode found(String query) {
    return client.get("/datasources?" + query).json().path("datasources").path("datasource");
  }

  @Test
  void projectsAreUniqueInsideTheirParent() {
    JsonNode finance =
        client.json("POST", "/projects", "{'project':{'name':'Finance'}}").json().path("project");
    String nested =
        "{'project':{'name':'Finance','parentProjectId':'" + finance.path("id").asText() + "'}}";

    assertThat(client.json("POST", "/projects", "{'project':{'name':'Finance'}}").code())
        .isEqualTo("409006");
    assertThat(client.json("POST", "/projects", nested).status()).isEqualTo(201);
    assertThat(client.json("POST", "/projects", nested).code()).isEqualTo("409006");
    JsonNode all = client.get("/projects?filter=name:eq:Finance").json();
    assertThat(all.path("projects").path("project")).hasSize(2);
    assertThat(all.path("pagination").path("totalAvailable").asText()).isEqualTo("2");
    assertThat(client.get("/projects?filter=name:eq:default").body()).contains("\"default\"");
    assertThat(client.json("POST", "/projects", nested.replace("'}}", "x'}}")).status())
        .isEqualTo(404);
    assertThat(client.json("POST", "/projects", "{'project':{'name':'X','tags':1}}").code())
        .isEqualTo("400000");
  }

  @Test
  void aNewDataSourceIsListedLaterButFoundByItsIdAtOnce() {
    client.set("{'indexSeconds':120}");
    String luid = client.published("Lines", line(1, "1.00", "EUR"));

    assertThat(found("filter=name:eq:Lines")).isEmpty();
    assertThat(client.get("/datasources/" + luid).status()).isEqualTo(200);
    client.sandbox.clock().advance(Duration.ofSeconds(121));
    assertThat(found("filter=name:eq:Lines,projectName:eq:default")).hasSize(1);
    assertThat(found("filter=name:eq:Lines").get(0).path("id").asText()).isEqualTo(luid);
    assertThat(client.get("/datasources/unknown").status()).isEqualTo(404);
  }

  @Test
  void listsComeInPages() {
    for (int i = 0; i < 3; i++) {
      client.done("POST", "/datasources", "{'name':'Old " + i + "'}");
    }
    client.sandbox.clock().advance(Duration.ofSeconds(20));

    assertThat(found("pageSize=2")).hasSize(2);
    assertThat(found("pageSize=2&pageNumber=2")).hasSize(1);
    assertThat(client.get("/datasources?pageSize=1001").code()).isEqualTo("400006");
    assertThat(client.get("/datasources?pageNumber=0").code()).isEqualTo("400007");
    assertThat(client.get("/datasources?filter=name:eq:A:B").code()).isEqualTo("400000");
    assertThat(client.get("/datasources?filter=size:eq:1").code()).isEqualTo("400000");
    assertThat(client.get("/datasources?sort=name").code()).isEqualTo("400000");
  }

  @Test
  void whatWasPublishedCanBeFetchedAndRemoved() throws IOException {
    String luid = client.published("Lines", line(1, "1.00", "EUR"));

    Answer content = client.get("/datasources/" + luid + "/content?includeExtract=true");

    List<String> names = new ArrayList<>();
    String rows = "";
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(content.response().body()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        rows = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
    assertThat(names).containsExactly("Lines.tds", "Data/Extracts/Extract.Extract.csv");
    assertThat(rows).contains("\"1\",\"1.00\",\"EUR\"");
    assertThat(client.site("DELETE", "/datasources/" + luid, null).status()).isEqualTo(204);
    assertThat(client.get("/datasources/" + luid).code()).isEqualTo("404004");
  }

  @Test
  void xmlTellsTheSame() {
    client.published("A & \"B\"".replace("\"", "").replace("&", "und"), line(1, "1.00", "EUR"));
    client.sandbox.clock().advance(Duration.ofSeconds(20));

    Answer xml = client.site("GET", "/datasources", null, "Accept", "application/xml");

    assertThat(xml.header("Content-Type")).startsWith("application/xml");
    assertThat(xml.body())
        .contains("<pagination pageNumber=\"1\"", "<datasources><datasource id=\"")
        .contains("<project id=\"", "</datasource></datasources></tsResponse>");
    assertThat(client.site("GET", "/nothing", null, "Accept", "text/html").body())
        .contains("<error code=\"404003\"><summary>");
  }
}
