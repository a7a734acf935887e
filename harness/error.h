// Two kinds of wrong, never mixed.
//
// Error: the user's input or environment is wrong. It says where, shows the line with a caret, and
// gives a hint. It is thrown, and caught once, in main (exit code 2 or 3).
//
//     SB.litmus:7:3: expected ';' before 'int'
//       int r0 = 1
//       ^
//     hint: every statement ends with ';'
//
// CHECK: we are wrong. It prints the broken condition and aborts, in release builds too.
//
// Header-only and at the bottom, because every room has input that can be wrong.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace litmus {

// Where in the user's input something stands. Lines and columns count from 1; 0 means unknown.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
  std::string source;  // the line itself, for the caret; empty when there is none
};

class Error : public std::runtime_error {
 public:
  explicit Error(std::string message, std::string hint = "")
      : Error(Place{}, std::move(message), std::move(hint)) {}
  Error(Place place, std::string message, std::string hint = "")
      : std::runtime_error(render(place, message, hint)),
        place_(std::move(place)),
        message_(std::move(message)),
        hint_(std::move(hint)) {}

  const Place& place() const { return place_; }
  const std::string& message() const { return message_; }
  const std::string& hint() const { return hint_; }

 private:
  static std::string render(const Place& place, const std::string& message,
                            const std::string& hint) {
    std::string text;
    if (!place.file.empty()) text += place.file + ":";
    if (place.line > 0)
      text += std::to_string(place.line) + ":" + std::to_string(place.column) + ":";
    if (!text.empty()) text += " ";
    text += message;
    if (!place.source.empty() && place.column > 0) {
      // Tabs stay tabs under the line, so that the caret lines up whatever the tab width.
      text += "\n  " + place.source + "\n  ";
      for (int i = 0; i + 1 < place.column; ++i) {
        auto at = static_cast<std::size_t>(i);
        text += at < place.source.size() && place.source[at] == '\t' ? '\t' : ' ';
      }
      text += '^';
    }
    if (!hint.empty()) text += "\nhint: " + hint;
    return text;
  }

  Place place_;
  std::string message_;
  std::string hint_;
};

[[noreturn]] inline void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: internal error: CHECK(%s) failed\n", file, line, condition);
  std::abort();
}

}  // namespace litmus

#define CHECK(condition) \
  (static_cast<bool>(condition) ? void(0) : ::litmus::check_failed(#condition, __FILE__, __LINE__))
