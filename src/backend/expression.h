// Expressions of a thread as C++.
//
// Every Expr becomes one C++ expression of its value type. Where two operands both touch memory,
// C++ would leave their order open, and the models read them from left to right: all but the last
// then go through temporaries, `(t0 = at_x->load(...), t0 + at_y->load(...))`.
//
// Tested by kernel_source_test.cpp (texts) and src/agreement/kernels_test.cpp (what they compute).
#pragma once

#include <string>
#include <vector>

#include "lang/test.h"

namespace litmus {

class ExpressionWriter {
 public:
  ExpressionWriter(const Test& test, const Thread& thread) : test_(test), thread_(thread) {}

  // C++ of type value_type(e.type), or of type void.
  std::string value(const Expr& e);
  // The same where it stands alone, as a statement.
  std::string statement(const Expr& e);

  // Types of t0, t1, ...: what the expressions written so far need declared.
  const std::vector<std::string>& temporaries() const { return temporaries_; }

 private:
  std::string converted(const Expr& e, Type to);
  std::string temporary(Type type);
  std::vector<std::string> in_order(const Expr& e, std::string& before);

  std::string address(const Expr& e);
  std::string unary(const Expr& e);
  std::string binary(const Expr& e);
  std::string assign(const Expr& e);
  std::string load(const Expr& e);
  std::string store(const Expr& e);
  std::string update(const Expr& e);
  std::string compare_exchange(const Expr& e);

  const Test& test_;
  const Thread& thread_;
  std::vector<std::string> temporaries_;
};

}  // namespace litmus
