package dev.aileron.cli.test;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** For pipelines: the XML that JUnit's Ant task made usual. */
final class JunitTestReport implements TestReport {
  @Override
  public void write(TestResult result, boolean coverage, PrintWriter out) {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      line(xml, "");
      start(xml, "testsuites", result.size(), result.failed());
      Map<String, List<CaseResult>> files =
          result.cases().stream()
              .collect(
                  Collectors.groupingBy(CaseResult::file, LinkedHashMap::new, Collectors.toList()));
      for (var file : files.entrySet()) {
        suite(xml, file.getKey(), file.getValue());
      }
      line(xml, "");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.flush();
      out.println();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("the report could not be written", e);
    }
  }

  private static void suite(XMLStreamWriter xml, String file, List<CaseResult> cases)
      throws XMLStreamException {
    line(xml, "  ");
    start(xml, "testsuite", cases.size(), (int) cases.stream().filter(c -> !c.ok()).count());
    xml.writeAttribute("name", file);
    for (CaseResult each : cases) {
      one(xml, each);
    }
    line(xml, "  ");
    xml.writeEndElement();
  }

  private static void start(XMLStreamWriter xml, String name, int tests, int failures)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeAttribute("tests", String.valueOf(tests));
    xml.writeAttribute("failures", String.valueOf(failures));
  }

  private static void one(XMLStreamWriter xml, CaseResult each) throws XMLStreamException {
    line(xml, "    ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("name", clean(each.name()));
    xml.writeAttribute("classname", each.file());
    xml.writeAttribute("file", each.file());
    xml.writeAttribute("line", String.valueOf(each.spot().line()));
    for (CaseResult.Failure failure : each.failures()) {
      line(xml, "      ");
      xml.writeStartElement("failure");
      xml.writeAttribute("message", clean(failure.message().lines().findFirst().orElse("")));
      xml.writeCharacters(clean(failure.message()));
      xml.writeEndElement();
    }
    String told =
        (each.outcome() == null ? "" : Texts.path(each.outcome()))
            + each.warnings().stream().map(w -> "\nwarning: " + w).collect(Collectors.joining())
            + (each.diagram() == null ? "" : "\n" + each.diagram());
    if (!told.isEmpty()) {
      line(xml, "      ");
      xml.writeStartElement("system-out");
      xml.writeCharacters(clean(told));
      xml.writeEndElement();
    }
    line(xml, "    ");
    xml.writeEndElement();
  }

  private static void line(XMLStreamWriter xml, String indent) throws XMLStreamException {
    xml.writeCharacters("\n" + indent);
  }

  /** XML 1.0 has no way to write these characters. */
  private static String clean(String text) {
    return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
  }
}
