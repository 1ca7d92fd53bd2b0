//! The dialog over a screen: whatever it is, it stands alone and says what can be pressed in it.

use crate::app::input::action::Action;
use std::any::Any;
use std::fmt::Debug;

/// What can stand over a screen.
pub trait Dialog: Any + Debug {
    /// What can be pressed in it, the most useful first.
    fn hints(&self) -> &'static [Action];

    /// What an action is called in it, where it does something of its own: a key of the locale.
    fn hint(&self, _action: Action) -> Option<&'static str> {
        None
    }
}

/// What stands over the screen, where something does.
#[derive(Debug, Default)]
pub struct Over(Option<Box<dyn Dialog>>);

impl Over {
    /// Whether something stands there.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.0.is_some()
    }

    /// The dialog, whatever it is.
    #[must_use]
    pub fn dialog(&self) -> Option<&dyn Dialog> {
        self.0.as_deref()
    }

    /// The dialog, where it is of this kind.
    #[must_use]
    pub fn get<T: Dialog>(&self) -> Option<&T> {
        let any: &dyn Any = self.0.as_deref()?;
        any.downcast_ref()
    }

    /// The dialog to be changed, where it is of this kind.
    pub fn get_mut<T: Dialog>(&mut self) -> Option<&mut T> {
        let any: &mut dyn Any = self.0.as_deref_mut()?;
        any.downcast_mut()
    }

    /// Takes the dialog away, where it is of this kind; another one stays.
    pub fn take<T: Dialog>(&mut self) -> Option<Box<T>> {
        self.get::<T>()?;
        let any: Box<dyn Any> = self.0.take()?;
        any.downcast().ok()
    }

    /// Opens a dialog in the place of the one that is there.
    pub fn open(&mut self, dialog: impl Dialog) {
        self.put(Box::new(dialog));
    }

    /// Puts a dialog back that was taken away.
    pub fn put<T: Dialog>(&mut self, dialog: Box<T>) {
        self.0 = Some(dialog);
    }

    /// Closes whatever is there.
    pub fn close(&mut self) {
        self.0 = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct One;

    #[derive(Debug)]
    struct Other;

    impl Dialog for One {
        fn hints(&self) -> &'static [Action] {
            &[Action::Accept]
        }
    }

    impl Dialog for Other {
        fn hints(&self) -> &'static [Action] {
            &[]
        }
    }

    #[test]
    fn a_dialog_of_another_kind_stays_where_it_is() {
        let mut over = Over::default();
        over.open(One);
        assert!(over.take::<Other>().is_none() && over.get_mut::<Other>().is_none());
        assert_eq!(over.dialog().map(Dialog::hints), Some([Action::Accept].as_slice()));
        let one = over.take::<One>().expect("it stood there");
        assert!(!over.is_open());
        over.put(one);
        assert!(over.get::<One>().is_some());
        over.close();
        assert!(!over.is_open());
    }
}
