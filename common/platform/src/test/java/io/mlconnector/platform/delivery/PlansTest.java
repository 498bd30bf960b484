package io.mlconnector.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.flow.sql.Query;
import io.mlconnector.platform.table.Comparison;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The statements of a batch find each row by an index, with the plan that is made while the tables
 * are empty and that is kept while they fill.
 */
class PlansTest {

  private static final List<Class<?>> PAGES =
      List.of(
          Accept.class,
          Attempts.class,
          Completion.class,
          Inbox.class,
          Links.class,
          Waiting.class,
          Gathered.class,
          Jobs.class,
          Comparison.class);

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void noStatementComparesEveryRowWithEveryOther() throws Exception {
    Map<String, String> plans = new TreeMap<>();
    for (Map.Entry<String, String> statement : statements().entrySet()) {
      plans.put(statement.getKey(), plan(statement.getValue()));
    }

    assertThat(plans).hasSizeGreaterThan(8).containsKey("Links.OWNERS");
    assertThat(plans.get("Links.OWNERS")).contains("link_target");
    assertThat(plans)
        .allSatisfy(
            (name, plan) ->
                assertThat(plan)
                    .as(name)
                    .doesNotContain("Materialize")
                    .doesNotContain("Join Filter")
                    .doesNotContain("Seq Scan"));
  }

  private static Map<String, String> statements() throws ReflectiveOperationException {
    Map<String, String> statements = new TreeMap<>();
    for (Class<?> page : PAGES) {
      for (Field field : page.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
          field.setAccessible(true);
          String text = (String) field.get(null);
          if (text.contains("unnest(?")) {
            statements.put(page.getSimpleName() + "." + field.getName(), text);
          }
        }
      }
    }
    return statements;
  }

  /** Parameters without values are taken in plain text only. */
  private String url() {
    return world.transactions.inTransaction(sql -> sql.getMetaData().getURL())
        + "?preferQueryMode=simple";
  }

  private String plan(String statement) throws SQLException {
    Matcher parameters = Pattern.compile("\\?").matcher(statement);
    int[] number = {0};
    String numbered = parameters.replaceAll(any -> "\\$" + ++number[0]);
    List<String> lines = new ArrayList<>();
    try (Connection sql = DriverManager.getConnection(url(), "postgres", "postgres");
        Statement asked = sql.createStatement()) {
      sql.setAutoCommit(false);
      Query.pin(sql);
      ResultSet rows = asked.executeQuery("explain (generic_plan) " + numbered);
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
    return String.join("\n", lines);
  }
}
