package io.mlconnector.tableau.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import io.mlconnector.hostile.Bombs;
import io.mlconnector.tableau.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedSourceTest {

  @TempDir Path folder;

  private PackagedSource zip(String... namesAndTexts) throws IOException {
    Path file = folder.resolve("source.tdsx");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return new PackagedSource(file);
  }

  private static String record(String name, String type, String more) {
    return ("<metadata-record class='column'><remote-name>%s</remote-name>"
            + "<local-type>%s</local-type>%s</metadata-record>")
        .formatted(name, type, more);
  }

  private static String tds(String... records) {
    return "<?xml version='1.0'?><datasource><connection class='hyper'><metadata-records>"
        + "<metadata-record class='capability'><remote-name>x</remote-name></metadata-record>"
        + String.join("\n", records)
        + "</metadata-records></connection></datasource>";
  }

  @Test
  void aDescriptionTellsColumnsWithTheirScale() throws IOException {
    PackagedSource source =
        zip(
            "x.tds",
            tds(
                record("a &amp; b", "string", ""),
                record("n", "integer", ""),
                record("d", "real", "<precision>18</precision><scale>4</scale>"),
                record("t", "datetime", "<attributes><scale>9</scale></attributes>")));

    List<Column> columns = source.columns().orElseThrow();

    assertThat(columns).extracting(Column::name).containsExactly("a & b", "n", "d", "t");
    assertThat(columns)
        .extracting(Column::type)
        .containsExactly(Type.TEXT, Type.INTEGER, Type.DECIMAL, Type.INSTANT);
    assertThat(columns.get(2).scale()).isEqualTo(4);
  }

  @Test
  void aNumberWithoutAScaleIsNoColumnOfOurs() throws IOException {
    assertThat(zip("x.tds", tds(record("d", "real", ""))).columns()).isEmpty();
    assertThat(zip("x.tds", tds(record("d", "spatial", ""))).columns()).isEmpty();
    assertThat(zip("x.tds", tds()).columns()).isEmpty();
    assertThat(zip("readme.txt", "").columns()).isEmpty();
  }

  @Test
  void rowsInAFileThatNothingHereReadsAreSaidToBeUnreadable() throws IOException {
    PackagedSource source = zip("Data/Extracts/x.hyper", "not for us");

    assertThat(source.isReadable(null)).isFalse();
    assertThat(source.read(Rows.LINES, null, row -> {})).isFalse();
  }

  @Test
  void rowsComeInTheOrderThatIsAskedFor() throws IOException {
    PackagedSource source = zip("Data/x.csv", "amount,line,invoice\r\n\"1.5\",\"2\",\"I-1\"\r\n");
    List<String> seen = new ArrayList<>();

    boolean read = source.read(Rows.LINES.subList(0, 3), null, row -> seen.add(row.toString()));

    assertThat(read).isTrue();
    assertThat(seen).containsExactly("[\"I-1\", 2, \"1.5\"]");
  }

  @Test
  void aDescriptionThatUnpacksWithoutEndIsLeft() throws IOException {
    Path file = folder.resolve("bomb.tdsx");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("x.tds"));
      zip.write("<datasource>".getBytes(StandardCharsets.UTF_8));
      byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 65; i++) {
        zip.write(blanks);
      }
      zip.write("</datasource>".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(Files.size(file)).isLessThan(1 << 20);
    assertThatThrownBy(() -> new PackagedSource(file).columns())
        .isInstanceOf(IOException.class)
        .rootCause()
        .hasMessageContaining("more than 64 MB");
  }

  @Test
  void noBombIsADescription() throws IOException {
    for (Map.Entry<String, byte[]> bomb : Bombs.xml().entrySet()) {
      PackagedSource source = zip("x.tds", new String(bomb.getValue(), StandardCharsets.UTF_8));
      Optional<List<Column>> columns;
      try {
        columns = source.columns();
      } catch (IOException refused) {
        continue;
      }
      assertThat(columns).as(bomb.getKey()).isEmpty();
    }
  }
}
