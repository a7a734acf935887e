// The lines before the init block: dialect and name, then comments and KEY=value lines.
//
//     C MP+rel+acq
//     (* Does a release store publish the store before it? *)
//     Expect=sc:never tso:never
//     { }
//
// These are read by lines, not by tokens: a name or a value may hold any sign. A line that is
// neither is skipped as other tools do, with a warning. All keys are kept; one that is nearly one
// of ours is warned of, too. Tested by parse_test.cpp.
#include <array>
#include <cctype>

#include "lang/nearest.h"
#include "lang/parser.h"
#include "lang/trimmed.h"

namespace litmus {
namespace {

constexpr auto npos = std::string_view::npos;

// Keys that say something to litmus; Expect to the rooms above this one.
constexpr std::array<std::string_view, 5> kKeys = {"Expect", "Hash", "MemoryType", "CacheType",
                                                   "MT"};
// Too much is near a key of two letters.
constexpr std::size_t kShortestMisspelt = 4;

bool in_key(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

class HeaderReader {
 public:
  explicit HeaderReader(Parser& parser) : parser_(parser), text_(parser.source.text) {}

  std::size_t run() {
    skip_comments();
    read_dialect();
    read_name();
    while (skip_comments(), at_ < text_.size()) {
      if (text_[at_] == '{') return at_;
      read_line();
    }
    fail(text_.find_last_not_of(" \t\r\n\f") + 1, "the test ends before its init block",
         "after the name comes '{ }', even if no variable is initialised");
  }

 private:
  [[noreturn]] void fail(std::size_t at, const std::string& message,
                         const std::string& hint) const {
    parser_.fail(parser_.source.position(at), message, hint);
  }

  // Comments here are the test's documentation.
  void skip_comments() {
    for (;;) {
      at_ = std::min(text_.find_first_not_of(" \t\r\n\f", at_), text_.size());
      const std::string_view two = text_.substr(at_, 2);
      if (two == "(*") {
        take_comment(end_of_comment(text_, at_), 2);
      } else if (two == "/*") {
        const std::size_t close = text_.find("*/", at_ + 2);
        take_comment(close == npos ? npos : close + 2, 2);
      } else if (two == "//") {
        take_comment(std::min(text_.find('\n', at_), text_.size()), 0);
      } else {
        return;
      }
    }
  }

  void take_comment(std::size_t end, std::size_t closing) {
    if (end == npos) {
      const bool nests = text_[at_] == '(';
      fail(at_, "this comment never ends", nests ? "close it with '*)'" : "close it with '*/'");
    }
    add_doc(text_.substr(at_ + 2, end - closing - at_ - 2));
    at_ = end;
  }

  // Line by line without indentation. What would open or close a comment is kept only where it
  // nests, so that the printed comment ends where it should.
  void add_doc(std::string_view comment) {
    std::string text;
    for (std::string_view rest = trimmed(comment); !rest.empty();) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      if (!text.empty()) text += '\n';
      text += trimmed(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    // With the blanks that the printer puts around it: a '(' at the end opens nothing.
    if (end_of_comment("(* " + text + " *)", 0) != text.size() + 6) {
      for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const std::string_view two = std::string_view(text).substr(i, 2);
        if (two == "(*" || two == "*)") text.insert(i + 1, " ");
      }
    }
    if (text.empty()) return;
    if (!parser_.test.doc.empty()) parser_.test.doc += '\n';
    parser_.test.doc += text;
  }

  std::string_view take_word() {
    const std::size_t end = std::min(text_.find_first_of(" \t\r\n\f{\"(;", at_), text_.size());
    const std::string_view word = text_.substr(at_, end - at_);
    at_ = end;
    return word;
  }

  void skip_blanks_on_line() {
    at_ = std::min(text_.find_first_not_of(" \t\r", at_), text_.size());
  }

  void read_dialect() {
    const std::size_t begin = at_;
    const std::string_view word = take_word();
    if (word == "C") return;
    if (word == "C++" || word == "CPP") {
      parser_.test.header = Test::Header::Cpp;
      return;
    }
    for (std::string_view assembly : {"X86", "X86_64", "AArch64", "ARM", "PPC", "RISCV", "MIPS",
                                      "LISA", "Bell", "BPF", "ASL", "JAVA"}) {
      if (word == assembly) {
        fail(begin, "'" + std::string(word) + "' tests are not read, only C and C++",
             "hardware models judge C tests through the standard compilation of atomics");
      }
    }
    fail(begin, "a test begins with 'C' or 'C++' and its name", "for example: C SB");
  }

  void read_name() {
    skip_blanks_on_line();
    const std::size_t begin = at_;
    const std::string_view word = take_word();
    if (word.empty()) fail(begin, "expected the name of the test after its dialect", "C NAME");
    for (std::size_t i = 0; i < word.size(); ++i) {
      const char c = word[i];
      if (std::isalnum(static_cast<unsigned char>(c)) ||
          (c != 0 && std::string_view("_/.+[]-").find(c) != npos))
        continue;
      fail(begin + i, "a test's name can not hold this character",
           "letters, digits and _ / . + [ ] - make a name");
    }
    parser_.test.name = word == "--" ? stem(parser_.source.file) : std::string(word);
    skip_blanks_on_line();
    if (at_ < text_.size() && text_[at_] == '(' && text_.substr(at_, 2) != "(*") {
      const std::size_t close = text_.find_first_of(")\n", at_);
      if (close == npos || text_[close] == '\n') fail(at_, "this bracket is never closed", "");
      at_ = close + 1;
      skip_blanks_on_line();
    }
    if (at_ < text_.size() && text_[at_] == ';') ++at_;
  }

  // "litmus/classic/SB.litmus" is SB.
  static std::string stem(std::string_view file) {
    file.remove_prefix(file.find_last_of('/') + 1);
    return std::string(file.substr(0, file.find_last_of('.')));
  }

  void read_line() {
    const std::size_t begin = at_;
    if (text_[at_] == '"') return read_quoted();
    std::size_t end = std::min(text_.find('\n', at_), text_.size());
    const std::string_view line = text_.substr(at_, end - at_);
    std::size_t key = 0;
    while (key < line.size() && in_key(line[key])) ++key;
    std::size_t equals = key;
    while (equals < line.size() && line[equals] == ' ') ++equals;
    if (key > 0 && equals < line.size() && line[equals] == '=') {
      warn_of_misspelt(line.substr(0, key), begin);
      parser_.test.metadata.emplace_back(line.substr(0, key), trimmed(line.substr(equals + 1)));
    } else {
      refuse_thread(begin, line);
      end = begin + std::min(line.find('{'), line.size());
      parser_.warn(parser_.source.position(begin),
                   "this line is neither a comment nor KEY=value; it is skipped");
    }
    at_ = end;
  }

  // Files of other tools have keys of their own: most that we do not know are none of our business.
  void warn_of_misspelt(std::string_view key, std::size_t begin) const {
    if (parser_.warnings == nullptr || key.size() < kShortestMisspelt || among(kKeys, key)) return;
    const std::string_view near = nearest(key, kKeys);
    if (near.empty()) return;
    parser_.warn(parser_.source.position(begin), "litmus does not read '" + std::string(key) +
                                                     "'; did you mean '" + std::string(near) +
                                                     "'?");
  }

  void read_quoted() {
    const std::size_t close = text_.find('"', at_ + 1);
    if (close == npos) fail(at_, "this quotation never ends", "close it with '\"'");
    add_doc(text_.substr(at_ + 1, close - at_ - 1));
    at_ = close + 1;
  }

  void refuse_thread(std::size_t begin, std::string_view line) const {
    std::string_view word = line.substr(0, line.find_first_of(" \t("));
    const bool thread = word == "void" || (word.size() > 1 && word[0] == 'P' &&
                                           word.find_first_not_of("0123456789", 1) == npos);
    if (!thread) return;
    fail(begin, "a thread begins before the init block",
         "after the name comes '{ }', even if no variable is initialised");
  }

  Parser& parser_;
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::size_t parse_header(Parser& parser) { return HeaderReader(parser).run(); }

}  // namespace litmus
