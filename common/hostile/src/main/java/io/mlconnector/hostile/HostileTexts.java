package io.mlconnector.hostile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts that somebody may write into a name, for whatever reads it next. */
public final class HostileTexts {

  /** Stands in every one of them, so that a place where none may be is searched for this. */
  public static final String MARK = "Zq7Hostile";

  private static final int LONG = 4_000;

  private HostileTexts() {}

  /** By what they are meant for; none is empty, and each is told from the others. */
  public static Map<String, String> all() {
    Map<String, String> texts = new LinkedHashMap<>();
    formulas(texts);
    languages(texts);
    queries(texts);
    characters(texts);
    return Collections.unmodifiableMap(texts);
  }

  private static void formulas(Map<String, String> texts) {
    texts.put("formula", "=cmd|' /C calc'!A0 " + MARK);
    texts.put("formula-plus", "+1+1 " + MARK);
    texts.put("formula-minus", "-2+3 " + MARK);
    texts.put("formula-at", "@SUM(1+1) " + MARK);
    texts.put("formula-tab", "\t=1+1 " + MARK);
    texts.put("formula-space", " =1+1 " + MARK);
    texts.put("formula-wide", "\uff1d1+1 " + MARK);
    texts.put("formula-line", MARK + "\n=1+1");
    texts.put("formula-semicolon", MARK + ";=1+1");
    texts.put("formula-quote", MARK + "\",=1+1,\"");
    texts.put("formula-apostrophe", "'=1+1 " + MARK);
  }

  private static void languages(Map<String, String> texts) {
    texts.put("script", "<script>alert('" + MARK + "')</script>");
    texts.put("attribute", "\" onmouseover=\"alert(1)\" " + MARK);
    texts.put("image", "<img src=x onerror=alert(1)> " + MARK);
    texts.put("link", "javascript:alert(1)//" + MARK);
    texts.put("entity", "&lt;b&gt;&#x41; " + MARK);
    texts.put("cdata", MARK + "]]><x/>");
    texts.put("template-braces", "{{7*7}} " + MARK);
    texts.put("template-qute", "{inject:config.x} {#if true}" + MARK + "{/if}");
    texts.put("template-dollar", "${7*7} #{7*7} " + MARK);
    texts.put("lookup", "${jndi:ldap://127.0.0.1/" + MARK + "}");
    texts.put("shell", MARK + "; rm -rf / $(id) `id` | id && id");
    texts.put("path", "../../../../etc/passwd " + MARK);
    texts.put("format", "%s%n%x%p %d " + MARK);
    texts.put("regex", "(a+)+$ [ " + MARK);
    texts.put("backslash", MARK + " \\ \\n \\u0041 C:\\temp\\");
    texts.put("json", MARK + "\",\"admin\":true,\"x\":\"");
  }

  private static void queries(Map<String, String> texts) {
    texts.put("sql", MARK + "'; drop table link; --");
    texts.put("sql-double", MARK + "\" or \"1\"=\"1");
    texts.put("odata", MARK + "' or name ne '");
    texts.put("coql", MARK + "') or (Account_Name like '%");
    texts.put("fusion", MARK + "\" or PartyNumber is not null or PartyName=\"");
    texts.put("fusion-star", MARK + "*;?%_");
    texts.put("zendesk", MARK + " type:user role:admin");
    texts.put("zoho", MARK + "),or(Email:starts_with:a");
    texts.put("url", MARK + "?a=b&c=d#e/../f%2e%00+ü");
    texts.put("batch", MARK + "\r\n--batch\r\nContent-Type: application/http");
  }

  private static void characters(Map<String, String> texts) {
    texts.put("header", MARK + "\r\nBcc: all@example.com\r\n\r\nbody");
    texts.put("log", MARK + "\n2026-01-01 ERROR forged line");
    texts.put("terminal", MARK + "\u001b[2J\u001b]0;owned\u0007");
    texts.put("nul", MARK + "\u0000end");
    texts.put("controls", MARK + "\u0001\u0008\u000b\u001f\u007f\u0085");
    texts.put("right-to-left", MARK + "\u202egnp.exe\u2066x\u2069");
    texts.put("invisible", MARK + "\u200b\u2060\ufeff\u00ad");
    texts.put("line-separator", MARK + "\u2028\u2029");
    texts.put("emoji", MARK + " \ud83d\udc69\u200d\ud83d\udcbb \ud83c\uddef\ud83c\uddf5");
    texts.put("combining", MARK + " e\u0301 \u1e9b\u0323 " + "\u0334".repeat(50));
    texts.put("high-surrogate", MARK + "\ud83d");
    texts.put("low-surrogate", "\udc69" + MARK);
    texts.put("no-character", MARK + "\uffff\ufffe");
    texts.put("case", MARK + " \u0130\u0131\ufb01\u00df");
    texts.put("long", MARK + "x".repeat(LONG));
    texts.put("null", "null " + MARK);
    texts.put("number", "1e999999999 " + MARK);
  }

  /** Only the texts. */
  public static List<String> values() {
    return new ArrayList<>(all().values());
  }
}
