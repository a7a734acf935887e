// Tested by kernel_source_test.cpp and src/agreement/kernels_test.cpp.
#include "backend/role.h"

#include <fmt/core.h>

#include <set>
#include <utility>

#include "backend/expression.h"
#include "backend/spelling.h"
#include "backend/waiting.h"
#include "harness/error.h"

namespace litmus {
namespace {

constexpr std::string_view kGiveUp = "return give_up(gave_up, i);";

// Locations whose address the thread can name: an array element lies at its own address.
void collect_locations(const Expr& e, std::set<int>& found) {
  if (e.kind == Expr::Kind::Address) found.insert(e.index);
  if (e.kind == Expr::Kind::Constant && e.type.is_pointer() && e.value != 0)
    found.insert(static_cast<int>(e.value - pointer_to(0)));
  for (const Expr& operand : e.operands) collect_locations(operand, found);
}

void collect_locations(const std::vector<Statement>& statements, std::set<int>& found) {
  for (const Statement& s : statements) {
    collect_locations(s.expr, found);
    for (const auto* inner : {&s.init, &s.body, &s.step, &s.otherwise})
      collect_locations(*inner, found);
  }
}

class RoleWriter {
 public:
  // `played` is the thread, or a piece of it alone.
  RoleWriter(const Test& test, int thread, const Thread& played)
      : test_(test), number_(thread), thread_(played), expressions_(test, thread_) {
    source_.waits = waits(thread_);
    source_.may_give_up = may_turn_for_ever(thread_);
    collect_locations(thread_.body, locations_);
    for (const Local& local : thread_.locals) collect_initial(local);
    for (std::size_t column = 0; column < test.observed.size(); ++column) {
      if (test.observed[column].thread == number_) columns_.push_back(column);
    }
  }

  // To be called before write: of the columns, record only these.
  template <typename Keep>
  void record_if(Keep keep) {
    std::erase_if(columns_, [&](std::size_t column) { return !keep(test_.observed[column]); });
  }

  RoleSource write(const std::string& function) {
    const std::string body = written_body();
    line(0, fmt::format("extern \"C\" void {}(const Frame& frame, const Walk& walk) {{", function));
    write_frame();
    line(1, "visit(walk, [=](std::size_t i) {");
    write_locals();
    source_.text += body;
    if (returns_) source_.text += "    done:\n";
    write_results();
    line(1, "});");
    line(0, "}");
    return std::move(source_);
  }

 private:
  void line(int depth, std::string_view text) {
    source_.text.append(static_cast<std::size_t>(2 * depth), ' ').append(text) += '\n';
  }

  void collect_initial(const Local& local) {
    if (local.type.is_pointer() && local.initial != 0)
      locations_.insert(static_cast<int>(local.initial - pointer_to(0)));
  }

  // The statements come first: they decide which temporaries there are.
  std::string written_body() {
    statements(thread_.body, 2);
    return std::exchange(source_.text, "");
  }

  void write_frame() {
    for (int location : locations_) {
      const Type type = test_.locations.at(static_cast<std::size_t>(location)).type;
      line(1, fmt::format("const auto {} = frame.cells<{}>({});", cells_name(test_, location),
                          object_type(type), location));
    }
    each_result([&](std::size_t column, const Column&) {
      line(1, fmt::format("Value* const out_{0} = frame.out[{0}];", column));
    });
    if (source_.may_give_up)
      line(1, fmt::format("std::uint8_t* const gave_up = frame.gave_up[{}];", number_));
  }

  // The addresses are known before the first access: what lies between two accesses is the test's.
  void write_locals() {
    std::string ready;
    for (int location : locations_) {
      const std::string address = address_name(test_, location);
      line(2, fmt::format("auto* {} = &{}[i];", address, cells_name(test_, location)));
      ready += (ready.empty() ? "" : ", ") + address;
    }
    if (!ready.empty()) line(2, fmt::format("ready({});", ready));
    for (std::size_t i = 0; i < thread_.locals.size(); ++i) {
      const Local& local = thread_.locals[i];
      const Expr initial{.type = local.type.value(), .value = local.initial, .operands = {}};
      line(2, fmt::format("{} {} = {};", value_type(local.type),
                          local_name(thread_, static_cast<int>(i)), expressions_.value(initial)));
    }
    const std::vector<std::string>& temporaries = expressions_.temporaries();
    for (std::size_t i = 0; i < temporaries.size(); ++i)
      line(2, fmt::format("{} t{}{{}};", temporaries[i], i));
    if (source_.may_give_up) line(2, "unsigned turns = 0;");
  }

  void write_results() {
    each_result([&](std::size_t column, const Column& recorded) {
      line(2,
           fmt::format("out_{}[i] = as<Value>({});", column, local_name(thread_, recorded.index)));
    });
  }

  template <typename Visit>
  void each_result(Visit visit) {
    for (std::size_t column : columns_) visit(column, test_.observed[column]);
  }

  void statements(const std::vector<Statement>& body, int depth) {
    for (const Statement& s : body) statement(s, depth);
  }

  void statement(const Statement& s, int depth) {
    switch (s.kind) {
      case Statement::Kind::Evaluate:
        return evaluate(s.expr, depth);
      case Statement::Kind::Block:
        return block("", s.body, depth, "");
      case Statement::Kind::If:
        return branch(s, depth);
      case Statement::Kind::While:
        return loop(fmt::format("while ({}) ", expressions_.value(s.expr)), s, depth, "");
      case Statement::Kind::DoWhile:
        return loop("do ", s, depth, fmt::format(" while ({});", expressions_.value(s.expr)));
      case Statement::Kind::For:
        return for_loop(s, depth);
      case Statement::Kind::Break:
        return line(depth, "break;");
      case Statement::Kind::Continue:
        return line(depth, "continue;");
      case Statement::Kind::Return:
        returns_ = true;
        return line(depth, "goto done;");
    }
  }

  void evaluate(const Expr& e, int depth) {
    if (e.kind == Expr::Kind::Lock) {
      line(depth, fmt::format("while (!try_lock(*{})) {{", expressions_.value(e.operands[0])));
      line(depth + 1, fmt::format("if (waited_enough(turns)) {}", kGiveUp));
      return line(depth, "}");
    }
    line(depth, expressions_.statement(e) + ";");
  }

  void block(std::string_view opening, const std::vector<Statement>& body, int depth,
             std::string_view closing) {
    line(depth, fmt::format("{}{{", opening));
    statements(body, depth + 1);
    line(depth, fmt::format("}}{}", closing));
  }

  void branch(const Statement& s, int depth) {
    block(fmt::format("if ({}) ", expressions_.value(s.expr)), s.body, depth, "");
    if (!s.otherwise.empty()) block("else ", s.otherwise, depth, "");
  }

  void loop(const std::string& opening, const Statement& s, int depth, std::string_view closing) {
    line(depth, opening + "{");
    line(depth + 1, fmt::format("if ({}(turns)) {}",
                                source_.waits ? "waited_enough" : "turned_enough", kGiveUp));
    statements(s.body, depth + 1);
    line(depth, fmt::format("}}{}", closing));
  }

  // The steps stand in the loop's own head, so that `continue` reaches them.
  void for_loop(const Statement& s, int depth) {
    statements(s.init, depth);
    std::string steps;
    for (const Statement& step : s.step) {
      CHECK(step.kind == Statement::Kind::Evaluate);
      steps += (steps.empty() ? "" : ", ") + expressions_.value(step.expr);
    }
    loop(fmt::format("for (; {}; {}) ", expressions_.value(s.expr), steps), s, depth, "");
  }

  const Test& test_;
  int number_;
  const Thread& thread_;
  ExpressionWriter expressions_;
  std::set<int> locations_;
  std::vector<std::size_t> columns_;  // that are recorded
  bool returns_ = false;
  RoleSource source_;
};

}  // namespace

RoleSource role_source(const Test& test, int thread, const std::string& function) {
  const Thread& whole = test.threads.at(static_cast<std::size_t>(thread));
  return RoleWriter(test, thread, whole).write(function);
}

std::string piece_source(const Test& test, int thread, const Piece& piece,
                         const std::string& function) {
  const Thread& whole = test.threads.at(static_cast<std::size_t>(thread));
  const auto begin = whole.body.begin();
  Thread part = whole;
  part.body.assign(begin + static_cast<std::ptrdiff_t>(piece.first),
                   begin + static_cast<std::ptrdiff_t>(piece.last));
  const bool is_last = piece.last == whole.body.size();
  const Piece later{.first = piece.last, .last = whole.body.size()};
  const Piece earlier{.first = 0, .last = piece.first};
  RoleWriter writer(test, thread, part);
  writer.record_if([&](const Column& column) {
    if (uses(whole, piece, column.index)) return !uses(whole, later, column.index);
    return is_last && !uses(whole, earlier, column.index);
  });
  return writer.write(function).text;
}

}  // namespace litmus
