package dev.aileron.sandbox.aws.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Reads the XML that IAM answers. */
final class IamXml {

  private IamXml() {}

  static Element parse(byte[] xml) throws IOException {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml)).getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("no XML: " + e.getMessage(), e);
    }
  }

  static Optional<Element> first(Element root, String name) {
    return root.getElementsByTagName(name).item(0) instanceof Element element
        ? Optional.of(element)
        : Optional.empty();
  }

  static String text(Element root, String name) {
    return first(root, name).map(Node::getTextContent).orElse("");
  }

  static List<String> texts(Element root, String name) {
    var found = root.getElementsByTagName(name);
    var texts = new ArrayList<String>();
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent());
    }
    return texts;
  }
}
