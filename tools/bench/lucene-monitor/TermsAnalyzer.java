import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Terms parted by single spaces, as Rapport's own tokeniser found them; one that begins with U+0001 shares the position of the term before it. */
final class TermsAnalyzer extends Analyzer {
  @Override
  protected TokenStreamComponents createComponents(String field) {
    return new TokenStreamComponents(new Terms());
  }

  private static final class Terms extends Tokenizer {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final char[] buffer = new char[4096];
    private int from = 0;
    private int to = 0;

    @Override
    public boolean incrementToken() throws IOException {
      clearAttributes();
      for (int next = next(); next != -1; next = next()) {
        if (next == ' ') {
          if (term.length() > 0) return true;
        } else if (next == 1) {
          increment.setPositionIncrement(0);
        } else {
          term.append((char) next);
        }
      }
      return term.length() > 0;
    }

    private int next() throws IOException {
      if (from == to) {
        to = input.read(buffer, 0, buffer.length);
        from = 0;
        if (to <= 0) {
          to = 0;
          return -1;
        }
      }
      return buffer[from++];
    }

    @Override
    public void reset() throws IOException {
      super.reset();
      from = 0;
      to = 0;
    }
  }
}
