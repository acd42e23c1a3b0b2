// Any bytes become valid UTF-8 whose every offset leads back to them.

#include "extractor/evaluation/codepoints.h"
#include "extractor/reading/source_text.h"
#include "tools/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pressbox;
  using fuzz::require;
  const std::string_view bytes = fuzz::bytes(data, size);
  const SourceText source = SourceText::decode(std::string(bytes));
  const std::string_view text = source.text();
  require(text.size() == SourceText::decoded_size(bytes), "decoded_size tells the size of the text");
  require(encode_utf8(decode_code_points(bytes)) == text, "each invalid sequence becomes one U+FFFD");
  const SourceText again = SourceText::decode(std::string(text));
  require(again.text() == text, "decoded text is valid UTF-8");
  for (const Diagnostic& diagnostic : source.diagnostics()) {
    require(diagnostic.span.start <= diagnostic.span.end && diagnostic.span.end <= text.size() &&
                fuzz::on_boundary(text, diagnostic.span.start) && fuzz::on_boundary(text, diagnostic.span.end),
            "diagnostics point into the text");
  }

  const OffsetMap codepoint(source, OffsetUnit::codepoint);
  const OffsetMap utf8(source, OffsetUnit::utf8);
  const OffsetMap utf16(source, OffsetUnit::utf16);
  std::uint32_t code_points = 0;
  std::uint32_t units = 0;
  std::uint32_t last_byte = 0;
  for (std::uint32_t at = 0; at <= text.size(); ++at) {
    if (!fuzz::on_boundary(text, at)) continue;
    require(codepoint(at) == code_points, "code points are counted");
    require(utf16(at) == units, "UTF-16 units are counted");
    require(at == 0 ? utf8(at) == 0 : utf8(at) > last_byte, "bytes of the source go forward");
    last_byte = utf8(at);
    if (at == text.size()) break;
    ++code_points;
    units += static_cast<unsigned char>(text[at]) >= 0xf0 ? 2 : 1;
  }
  require(utf8(static_cast<std::uint32_t>(text.size())) == size, "the end of the text is the end of the source");
  return 0;
}
