// A test from its text: the pieces of parser.h, in the order in which they stand in a file.
#include "lang/parse.h"

#include "lang/parser.h"

namespace litmus {
namespace {

// The hash that tools report: what the file says it is, else what the text gives.
std::string hash_of_text(const Test& test, HashText text) {
  const std::string_view said = metadata(test, "Hash");
  if (!said.empty()) return std::string(said);
  for (const auto& [key, value] : test.metadata) {
    if (key == "MemoryType" || key == "MT" || key == "CacheType") {
      text.digested_metadata.emplace_back(value);
    }
  }
  return herd_hash(std::move(text));
}

}  // namespace

Test parse_test(std::string_view text, std::string_view file, std::vector<Warning>* warnings) {
  // Some editors mark UTF-8 so. Nobody sees it, and no column counts it.
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  Parser parser;
  parser.source = {text, file};
  parser.warnings = warnings;
  if (text.size() > kMaxFileBytes) {
    throw Error({std::string(file), 0, 0, ""},
                "the test has more than " + std::to_string(kMaxFileBytes >> 20) + " MiB",
                "a litmus test is a page of text");
  }
  const std::size_t init = parse_header(parser);
  parser.tokens = tokenize(parser.source, init);
  parser.next_token = parser.tokens.data();
  parser.hash_text.code.reserve(text.size());
  const std::vector<InitItem> items = parse_init(parser);
  parse_threads(parser, items);
  parse_question(parser);

  parser.test.hash = hash_of_text(parser.test, std::move(parser.hash_text));
  parser.test.source = text;
  parser.test.file = file;
  return std::move(parser.test);
}

Elements elements_around(const Test& test, int location) {
  for (int first = location; first >= 0; --first) {
    const int length = test.locations[index(first)].array;
    if (length > 0) return location < first + length ? Elements{first, length} : Elements{location};
  }
  return {location};
}

std::string_view metadata(const Test& test, std::string_view key) {
  for (const auto& [name, value] : test.metadata) {
    if (name == key) return value;
  }
  return "";
}

}  // namespace litmus
