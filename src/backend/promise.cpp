// Tested by promise_test.cpp.
#include "backend/promise.h"

#include <algorithm>
#include <optional>
#include <set>

#include "harness/error.h"
#include "lang/effects.h"

namespace litmus {
namespace {

constexpr std::size_t kMaxValues = 64;  // beyond, a set is "anything"
constexpr std::uint32_t kMaxRange = 256;

// The values something may have; nullopt: anything.
using Values = std::optional<std::set<Value>>;

bool join(Values& into, const Values& from) {
  if (!into) return false;
  if (!from) {
    into.reset();
    return true;
  }
  const std::size_t before = into->size();
  into->insert(from->begin(), from->end());
  const bool grew = into->size() != before;
  if (into->size() > kMaxValues) into.reset();
  return grew;
}

template <typename Function>
Values each(const Values& a, Function function) {
  if (!a) return std::nullopt;
  Values result = std::set<Value>{};
  for (Value x : *a) join(result, std::set<Value>{function(x)});
  return result;
}

template <typename Function>
Values each(const Values& a, const Values& b, Function function) {
  if (!a || !b) return std::nullopt;
  Values result = std::set<Value>{};
  for (Value x : *a) join(result, each(b, [&](Value y) { return function(x, y); }));
  return result;
}

const Values kTruth = std::set<Value>{0, 1};

class Flow {
 public:
  explicit Flow(const Test& test) : test_(test) {
    for (const Location& location : test.locations)
      memory_.push_back(std::set<Value>{wrap(location.type, location.initial)});
    for (const Thread& thread : test.threads) {
      std::vector<Values>& locals = locals_.emplace_back();
      for (const Local& local : thread.locals) locals.push_back(std::set<Value>{local.initial});
    }
  }

  void settle() {
    do {
      changed_ = false;
      for (thread_ = 0; thread_ < test_.threads.size(); ++thread_)
        statements(test_.threads[thread_].body);
    } while (changed_);
  }

  const Values& of(const Column& column) const {
    const auto index = static_cast<std::size_t>(column.index);
    return column.thread < 0 ? memory_.at(index)
                             : locals_.at(static_cast<std::size_t>(column.thread)).at(index);
  }

 private:
  void statements(const std::vector<Statement>& body) {
    for (const Statement& s : body) {
      statements(s.init);
      value(s.expr);
      statements(s.body);
      statements(s.step);
      statements(s.otherwise);
    }
  }

  void grow(Values& into, Type type, const Values& from) {
    changed_ |= join(into, each(from, [&](Value v) { return wrap(type.value(), v); }));
  }

  // The locations that a pointer of these values can point to; `visit` is called with each.
  template <typename Visit>
  void each_location(const Values& pointers, Visit visit) {
    for (std::size_t i = 0; i < memory_.size(); ++i) {
      if (!pointers || pointers->count(pointer_to(i)) > 0) visit(memory_[i]);
    }
  }

  Values read(const Values& pointers) {
    Values found = std::set<Value>{};
    each_location(pointers, [&](Values& held) { join(found, held); });
    return found;
  }

  void write(const Values& pointers, Type object, const Values& stored) {
    each_location(pointers, [&](Values& held) { grow(held, object, stored); });
  }

  Values& local(int index) { return locals_[thread_].at(static_cast<std::size_t>(index)); }

  Values value(const Expr& e) {
    std::vector<Values> operand;
    for (const Expr& inner : e.operands) operand.push_back(value(inner));
    switch (e.kind) {
      case Expr::Kind::Constant:
        return std::set<Value>{wrap(e.type, e.value)};
      case Expr::Kind::Register:
        return local(e.index);
      case Expr::Kind::Address:
        return std::set<Value>{pointer_to(static_cast<std::size_t>(e.index))};
      case Expr::Kind::Cast:
        return each(operand[0], [&](Value v) { return wrap(e.type.value(), v); });
      case Expr::Kind::Unary:
        return each(operand[0],
                    [&](Value v) { return apply(e.op, promoted(e.operands[0].type), v); });
      case Expr::Kind::Binary:
        return each(operand[0], operand[1],
                    [&](Value a, Value b) { return apply(e.op, operand_type(e), a, b); });
      case Expr::Kind::Conditional:
        join(operand[1], operand[2]);
        return each(operand[1], [&](Value v) { return wrap(e.type.value(), v); });
      case Expr::Kind::Assign:
        return assign(e, operand[0]);
      case Expr::Kind::Load:
        return read(operand[0]);
      case Expr::Kind::Store:
        write(operand[0], e.object, operand[1]);
        return kTruth;
      case Expr::Kind::Update:
        return update(e, operand);
      case Expr::Kind::CompareExchange:
        return compare_exchange(e, operand);
      case Expr::Kind::Lock:
      case Expr::Kind::Unlock:
        write(operand[0], e.operands[0].type.pointee(), kTruth);
        break;
      case Expr::Kind::Fence:
      case Expr::Kind::SignalFence:
        break;
    }
    return kTruth;
  }

  Values assign(const Expr& e, const Values& assigned) {
    const auto& locals = test_.threads[thread_].locals;
    grow(local(e.index), locals.at(static_cast<std::size_t>(e.index)).type, assigned);
    return local(e.index);
  }

  Values update(const Expr& e, const std::vector<Values>& operand) {
    Values old = read(operand[0]);
    write(operand[0], e.object, each(old, operand[1], [&](Value held, Value v) {
            return updated(e.op, e.object.value(), held, v);
          }));
    return old;
  }

  Values compare_exchange(const Expr& e, const std::vector<Values>& operand) {
    const Values found = read(operand[0]);
    write(operand[0], e.object, operand[2]);
    const Expr& expected = e.operands[1];
    if (expected.kind == Expr::Kind::Register) {
      grow(local(expected.index), expected.type, found);
    } else {
      write(operand[1], expected.type.pointee(), found);
    }
    return kTruth;
  }

  const Test& test_;
  std::size_t thread_ = 0;
  std::vector<Values> memory_;
  std::vector<std::vector<Values>> locals_;
  bool changed_ = false;
};

Promise promise_of(const Values& values) {
  if (!values || values->empty()) return {};
  const Value low = *values->begin(), high = *values->rbegin();
  const auto range = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
  if (range >= kMaxRange) return {};
  return {.low = low, .count = static_cast<std::uint32_t>(range) + 1};
}

}  // namespace

std::vector<Promise> promises(const Test& test) {
  Flow flow(test);
  flow.settle();
  std::vector<Promise> result;
  for (const Column& column : test.observed) result.push_back(promise_of(flow.of(column)));
  return result;
}

}  // namespace litmus
