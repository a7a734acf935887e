// The cursor over the tokens, messages with their places, and numbers.
#include "lang/parser.h"

#include <array>
#include <charconv>

namespace litmus {
namespace {

bool is_hexadecimal(std::string_view digits) {
  return digits.size() > 2 && digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X');
}

// Takes u, l, ul, ll ... from the end of a literal; "" when there is none.
std::string_view take_suffix(std::string_view& digits) {
  std::size_t end = digits.size();
  while (end > 0 && std::string_view("uUlL").find(digits[end - 1]) != std::string_view::npos) --end;
  const std::string_view suffix = digits.substr(end);
  digits = digits.substr(0, end);
  return suffix;
}

constexpr std::array<std::string_view, 16> kSuffixes = {
    "u", "U", "l", "L", "ul", "UL", "uL", "Ul", "lu", "LU", "ll", "LL", "ull", "ULL", "llu", "LLU"};

bool is_suffix(std::string_view suffix) {
  return suffix.empty() || std::find(kSuffixes.begin(), kSuffixes.end(), suffix) != kSuffixes.end();
}

// C's type of a literal: the first of int, unsigned (hexadecimal only), long, unsigned long that
// its suffix admits and its value fits.
Type literal_type(std::uint64_t value, bool hexadecimal, std::string_view suffix) {
  const bool is_unsigned = suffix.find_first_of("uU") != std::string_view::npos;
  const bool is_long = suffix.find_first_of("lL") != std::string_view::npos;
  if (!is_long) {
    if (!is_unsigned && value <= 0x7fffffffu) return {.bits = 32, .is_signed = true};
    if ((is_unsigned || hexadecimal) && value <= 0xffffffffu) {
      return {.bits = 32, .is_signed = false};
    }
  }
  const bool fits = value <= 0x7fffffffffffffffu;
  return {.bits = 64, .is_signed = fits && !is_unsigned};
}

}  // namespace

void Parser::fail_missing(std::string_view sign, std::string_view context,
                          std::string_view hint) const {
  fail_expected("'" + std::string(sign) + "' " + std::string(context), hint);
}

void Parser::fail(Position at, const std::string& message, const std::string& hint) const {
  throw Error(source.place(at), message, hint);
}

void Parser::fail_expected(std::string_view what, std::string_view hint) const {
  fail(peek().at, "expected " + std::string(what) + ", found " + shown(peek()), std::string(hint));
}

void Parser::warn(Position at, std::string message) {
  if (warnings != nullptr) warnings->push_back({source.place(at), std::move(message)});
}

void Nested::fail() const { fail_too_deep(parser_, parser_.peek().at); }

void fail_too_deep(const Parser& parser, Position at) {
  parser.fail(at, "too deeply nested: more than " + std::to_string(kMaxNesting) +
                      " levels of blocks, brackets and operators");
}

void fail_too_long(const Parser& parser, Position at) {
  parser.fail(at, "more than " + std::to_string(kMaxOperands) + " operands in one statement");
}

std::string shown(const Token& token) {
  constexpr std::size_t kLongest = 40;
  if (token.kind == Token::Kind::End) return "the end of the file";
  if (token.kind == Token::Kind::Text) return "a quoted text";
  if (token.text.size() > kLongest)
    return "'" + std::string(token.text.substr(0, kLongest)) + "...'";
  return "'" + std::string(token.text) + "'";
}

Value parse_number(const Parser& parser, const Token& token, Type* type) {
  std::string_view digits = token.text;
  if (digits.find('.') != std::string_view::npos) {
    parser.fail(token.at, "'" + std::string(digits) + "' is not an integer",
                "tests know integers only");
  }
  const bool hexadecimal = is_hexadecimal(digits);
  if (hexadecimal) digits.remove_prefix(2);
  const std::string_view suffix = take_suffix(digits);
  if (!hexadecimal && digits.size() > 1 && digits[0] == '0') {
    parser.fail(token.at, "a number that begins with 0 would be octal in C and decimal elsewhere",
                "write it without the 0, or in hexadecimal");
  }
  std::uint64_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value, hexadecimal ? 16 : 10);
  if (error == std::errc::result_out_of_range) {
    parser.fail(token.at, shown(token) + " does not fit in 64 bits");
  }
  if (stop != end || digits.empty() || !is_suffix(suffix)) {
    parser.fail(token.at, shown(token) + " is not a number",
                "decimal and hexadecimal integers are read, with u, l or ll after them");
  }
  if (type != nullptr) *type = literal_type(value, hexadecimal, suffix);
  return static_cast<Value>(value);
}

Value parse_signed_number(Parser& parser) {
  const bool negative = parser.accept("-");
  if (!negative) parser.accept("+");
  if (parser.peek().kind != Token::Kind::Number) parser.fail_expected("a number");
  const auto value = static_cast<std::uint64_t>(parse_number(parser, parser.next()));
  return static_cast<Value>(negative ? 0 - value : value);
}

}  // namespace litmus
