// The init block: what shared variables, and now and then locals, hold at the start.
//
//     { [x]=0; y=1; int z=2; _Atomic int a=3; int *p=&x; *q=y; int v[2]={1,2}; 0:r0=5; }
//     { int *p; *p=&x; }          declared first, initialised later: int *p=&x
//
// An item without a type takes the type that the threads give its variable, so items are only
// collected here; threads.cpp makes locations of them. Tested by parse_test.cpp.
#include <algorithm>

#include "lang/parser.h"

namespace litmus {
namespace {

constexpr std::string_view kShape = "write x=0, [x]=0, int x=0, int *p=x, int v[2]={1,2} or 0:r0=0";

void parse_location(Parser& parser, InitItem& item) {
  const bool bracketed = parser.accept("[");
  item.at = parser.peek().at;
  item.thread = bracketed ? -1 : parse_thread_prefix(parser);
  refuse_system_forms(parser);
  item.name = parse_new_name(parser, "a variable to initialise", kShape).text;
  if (bracketed) parser.expect("]", "after the variable");
}

void parse_value(Parser& parser, InitItem& item) {
  refuse_system_forms(parser);
  const bool address = parser.accept("&");
  Token token = parser.peek();
  if (token.is("-") && parser.peek(1).kind == Token::Kind::Number) {
    // The sign and the number are one token to the hash and to whoever reads the value.
    parser.next();
    const std::size_t length = parser.peek().offset + parser.peek().text.size() - token.offset;
    token.kind = Token::Kind::Number;
    token.text = parser.source.text.substr(token.offset, length);
  } else if (token.is("true") || token.is("false")) {
    token.kind = Token::Kind::Number;
    token.text = token.is("true") ? "1" : "0";
  } else if (!token.is_word() && token.kind != Token::Kind::Number) {
    parser.fail_expected("a number or the name of a variable");
  }
  if (address && !token.is_word()) parser.fail(token.at, "'&' stands before a variable's name");
  parser.next();
  if (token.is_word() && parser.accept("[")) {
    // An array's element is one token, too: its name.
    if (parser.peek().kind != Token::Kind::Number) parser.fail_expected("the number of an element");
    parser.next();
    const std::size_t end = parser.peek().offset + 1;
    parser.expect("]", "after the number of an element");
    token.text = parser.source.text.substr(token.offset, end - token.offset);
  }
  item.values.push_back(token);
}

void parse_values(Parser& parser, InitItem& item) {
  if (item.array > 0) {
    parser.expect("{", "before the values of an array");
    do {
      parse_value(parser, item);
    } while (parser.accept(","));
    parser.expect("}", "after the values of an array");
    if (static_cast<int>(item.values.size()) != item.array) {
      parser.fail(item.at, "'" + std::string(item.name) + "' has " + std::to_string(item.array) +
                               " elements and " + std::to_string(item.values.size()) + " values");
    }
    return;
  }
  const std::string_view word = parser.peek().text;
  const bool wrapped = word == "ATOMIC_INIT" || word == "ATOMIC_VAR_INIT";
  if (wrapped) {
    parser.next();
    parser.expect("(", "after " + std::string(word));
  }
  if (parser.peek().is("ATOMIC_FLAG_INIT")) {
    Token clear = parser.next();
    clear.kind = Token::Kind::Number;
    clear.text = "0";
    item.values.push_back(clear);
    return;
  }
  parse_value(parser, item);
  if (wrapped) parser.expect(")", "after the value");
}

void parse_array_length(Parser& parser, InitItem& item) {
  const Token& length = parser.peek();
  if (length.kind != Token::Kind::Number) parser.fail_expected("the length of the array");
  const Value value = parse_number(parser, parser.next());
  if (value < 1 || value > kMaxLocations) {
    parser.fail(length.at, "an array has 1 to " + std::to_string(kMaxLocations) + " elements");
  }
  item.array = static_cast<int>(value);
  parser.expect("]", "after the length of the array");
}

InitItem parse_item(Parser& parser) {
  InitItem item;
  const Position begin = parser.peek().at;
  refuse_system_forms(parser);
  if (parser.accept("*")) {
    item.form = InitItem::Form::UntypedPointer;
  } else if (type_begins(parser)) {
    item.form = InitItem::Form::Typed;
    item.type = parse_type(parser);
    if (item.type.is_auto || item.type.is_reference || item.type.type.is_void()) {
      parser.fail(begin, "'" + item.type.spelling + "' is no type for a variable");
    }
  }
  parse_location(parser, item);
  if (parser.peek().is("[") && item.thread < 0) {
    if (item.form != InitItem::Form::Typed) {
      parser.fail(parser.peek().at, "an element can not be initialised on its own",
                  "give the whole array: int " + std::string(item.name) + "[2]={1,2}");
    }
    parser.next();
    parse_array_length(parser, item);
  }
  if (parser.accept("=")) parse_values(parser, item);
  return item;
}

// Adds an item, or gives a variable that was only declared so far its value.
void add(Parser& parser, std::vector<InitItem>& items, InitItem item) {
  const auto earlier = std::find_if(items.begin(), items.end(), [&](const InitItem& other) {
    return other.name == item.name && other.thread == item.thread;
  });
  if (earlier == items.end()) return items.push_back(std::move(item));
  const bool declared =
      earlier->form == InitItem::Form::Typed && earlier->values.empty() && earlier->array == 0;
  if (!declared || item.form == InitItem::Form::Typed || item.values.empty()) {
    parser.fail(item.at, "'" + std::string(item.name) + "' is initialised twice");
  }
  if (item.form == InitItem::Form::UntypedPointer && !earlier->type.type.is_pointer()) {
    parser.fail(item.at, "'" + std::string(item.name) + "' is " + to_c(earlier->type.type) +
                             ", not a pointer");
  }
  earlier->values = std::move(item.values);
}

}  // namespace

std::vector<InitItem> parse_init(Parser& parser) {
  std::vector<InitItem> items;
  items.reserve(kUsualCount);
  parser.expect("{", "to open the init block");
  while (!parser.peek().is("}")) {
    if (parser.accept(";")) continue;
    InitItem item = parse_item(parser);
    const std::string_view name = item.name;
    const Position at = item.at;
    add(parser, items, std::move(item));
    if (items.size() > std::size_t{kMaxLocations} * 2) {
      parser.fail(at, "more than " + std::to_string(kMaxLocations * 2) + " items here");
    }
    if (!parser.peek().is("}")) {
      parser.expect(
          ";", [&] { return "after '" + std::string(name) + "' in the init block"; },
          "items of the init block are separated by ';'");
    }
  }
  parser.next();
  return items;
}

}  // namespace litmus
